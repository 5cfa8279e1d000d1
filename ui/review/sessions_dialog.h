#pragma once

#include <QDialog>
#include <QPointer>
#include <filesystem>
#include <memory>
#include <vector>

#include "review/sessions.h"
#include "ui/jobs/latest_task.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace penumbra::ui {

class OpenProject;

/// What was reviewed and edited when: a line a session, the latest first, and the changed pixels
/// of each label of the chosen one. The table can be written as CSV.
class SessionsDialog : public QDialog {
  Q_OBJECT

 public:
  explicit SessionsDialog(OpenProject& project, QWidget* parent = nullptr);

 Q_SIGNALS:
  void message(const QString& text);

 private:
  using Sessions = std::shared_ptr<const std::vector<review::Session>>;

  void read();
  void show_sessions(Sessions sessions);
  void show_pixels();
  void ask_for_file();
  void write(const std::filesystem::path& file);

  QPointer<OpenProject> project_;
  Sessions sessions_;
  QTableWidget* table_;
  QTableWidget* pixels_;
  QLabel* text_;
  QPushButton* export_;
  LatestTask reading_;
};

}  // namespace penumbra::ui
