#pragma once

#include <QWidget>

namespace penumbra::ui {

/// The border between two pictures, to be dragged, or moved by Left and Right.
class SwipeHandle : public QWidget {
  Q_OBJECT

 public:
  explicit SwipeHandle(QWidget* parent);

  /// Where it is in its parent, 0..1.
  double position() const { return position_; }
  void set_position(double position);
  /// Brings it to its place in a parent that has another size.
  void place();

 Q_SIGNALS:
  void moved();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  double position_ = 0.5;
  double grip_ = 0;  ///< where it was taken
};

}  // namespace penumbra::ui
