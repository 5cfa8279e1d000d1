#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace penumbra::ui {

class OpenProject;

/// All that can be painted, to be found by a few letters: classes, background and ignore.
class ClassPopup : public QFrame {
  Q_OBJECT

 public:
  explicit ClassPopup(QWidget* parent = nullptr);

  /// Opens below a point of the screen.
  void ask(const OpenProject& project, int current, QPoint below);
  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void chosen(int value);

 private:
  void find();
  void choose();

  QLineEdit* text_;
  QListWidget* list_;
};

}  // namespace penumbra::ui
