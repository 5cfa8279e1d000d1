#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace penumbra::ui {

class Live;

/// Beside the tools: the switch of live labels, what the last stroke changed, and what is next.
class LiveBar : public QWidget {
  Q_OBJECT

 public:
  explicit LiveBar(Live& live, QWidget* parent = nullptr);

  /// Whether there is something to switch on.
  void set_available(bool available);
  /// The key that shows the labels of before for as long as it is held down.
  static constexpr int before_key = Qt::Key_Y;

 Q_SIGNALS:
  /// The switch was turned on.
  void startRequested();

 private:
  void update_texts();

  Live& live_;
  QToolButton* switch_;
  QLabel* counts_;
  QLabel* next_;
  QToolButton* before_;
  QPushButton* accept_;
  QAction* toggle_;
  QAction* accept_action_;
};

}  // namespace penumbra::ui
