#pragma once

#include <QWidget>
#include <optional>

#include "ui/jobs/latest_task.h"
#include "ui/session/session.h"

class QLabel;
class QPushButton;

namespace penumbra::ui {

/// Says after a crash what is there and what can be gone on with.
class RecoveryBar : public QWidget {
  Q_OBJECT

 public:
  explicit RecoveryBar(QWidget* parent = nullptr);

  void show_lost(const LostSession& lost);
  /// "" while there is none.
  QString text() const;

 Q_SIGNALS:
  void openProject(const std::filesystem::path& project);
  void showLog(const std::filesystem::path& log);

 private:
  std::optional<LostSession> lost_;
  QLabel* text_;
  QPushButton* open_;
  LatestTask looking_;
};

}  // namespace penumbra::ui
