#pragma once

#include <QPointer>
#include <QToolButton>
#include <bitset>
#include <optional>

namespace penumbra::ui {

class OpenProject;

/// Which labels may be painted over: anything, or those that are ticked.
class OnlyOverButton : public QToolButton {
  Q_OBJECT

 public:
  explicit OnlyOverButton(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Nothing: anything.
  void set_labels(const std::optional<std::bitset<256>>& labels);

 Q_SIGNALS:
  void changed(const std::optional<std::bitset<256>>& labels);

 private:
  void fill();
  void toggle(int value, bool on);
  void update_text();

  QPointer<OpenProject> project_;
  std::optional<std::bitset<256>> labels_;
};

}  // namespace penumbra::ui
