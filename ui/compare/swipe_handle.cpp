#include "ui/compare/swipe_handle.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr double key_step = 0.02;
}

SwipeHandle::SwipeHandle(QWidget* parent) : QWidget(parent) {
  setObjectName("swipeHandle");
  setAccessibleName(tr("Border between the two layers"));
  setToolTip(tr("Drag to see more of one layer; Left and Right move it, too"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::SplitHCursor);
}

void SwipeHandle::set_position(double position) {
  position = std::clamp(position, 0.0, 1.0);
  if (position == position_) return;
  position_ = position;
  place();
  Q_EMIT moved();
}

void SwipeHandle::place() {
  const int width = 3 * grid_px;
  const int middle = static_cast<int>(std::lround(position_ * parentWidget()->width()));
  setGeometry(middle - width / 2, 0, width, parentWidget()->height());
}

bool SwipeHandle::event(QEvent* event) {
  // Its keys are those of the page for other images.
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void SwipeHandle::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int middle = width() / 2;
  painter.fillRect(middle - 2, 0, 4, height(), QColor(0, 0, 0, 150));
  painter.fillRect(middle - 1, 0, 2, height(), Qt::white);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF knob(1, height() / 2.0 - middle + 1, width() - 2, width() - 2);
  painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Highlight) : QColor(0, 0, 0, 190),
                      hasFocus() ? 2 : 1));
  painter.setBrush(Qt::white);
  painter.drawEllipse(knob);
  painter.setPen(QPen(QColor(0x30, 0x30, 0x30), 1.5));
  const QPointF centre = knob.center();
  for (const double side : {-1.0, 1.0}) {
    const QPointF tip(centre.x() + side * 7, centre.y());
    painter.drawLine(tip, tip + QPointF(-side * 3, -3));
    painter.drawLine(tip, tip + QPointF(-side * 3, 3));
  }
}

void SwipeHandle::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  grip_ = event->position().x() - width() / 2.0;
}

void SwipeHandle::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return;
  const QPointF at = mapToParent(event->position());
  set_position((at.x() - grip_) / std::max(1, parentWidget()->width()));
}

void SwipeHandle::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left)
    set_position(position_ - key_step);
  else if (event->key() == Qt::Key_Right)
    set_position(position_ + key_step);
  else
    QWidget::keyPressEvent(event);
}

}  // namespace penumbra::ui
