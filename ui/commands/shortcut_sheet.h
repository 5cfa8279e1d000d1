#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace penumbra::ui {

class CommandList;

/// All keys of the window, by place. Those of actions can be changed; those of the mouse and of
/// held keys are told.
class ShortcutSheet : public QDialog {
  Q_OBJECT

 public:
  explicit ShortcutSheet(CommandList& commands, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void fill();
  void show_chosen();
  void change();

  CommandList& commands_;
  QLineEdit* filter_;
  QTreeWidget* list_;
  QKeySequenceEdit* keys_;
  QLabel* notice_;
};

}  // namespace penumbra::ui
