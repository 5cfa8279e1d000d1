#pragma once

#include <QDialog>
#include <vector>

class QAction;
class QLineEdit;
class QListWidget;

namespace penumbra::ui {

class CommandList;

/// Finds an action by a few letters of its name and does it.
class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  explicit CommandPalette(const CommandList& commands, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void find();
  void trigger();

  const CommandList& commands_;
  QLineEdit* text_;
  QListWidget* matches_;
  std::vector<QAction*> found_;  ///< a row each
};

}  // namespace penumbra::ui
