#include "ui/jobs/message_label.h"

#include <QPainter>

#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

MessageLabel::MessageLabel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void MessageLabel::show_text(const QString& text, bool error) {
  text_ = text;
  error_ = error && !text.isEmpty();
  QFont bold = font();
  bold.setBold(error_);
  setFont(bold);
  setToolTip(text.isEmpty() ? QString() : "<p>" + text.toHtmlEscaped() + "</p>");
  setAccessibleName(text);
  setCursor(text.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
  update();
}

QSize MessageLabel::sizeHint() const { return {30 * grid_px, fontMetrics().height()}; }

void MessageLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QRect room = rect();
  if (error_) {
    const int side = 2 * grid_px;
    stroke_icon("warning").paint(&painter, QRect(0, (height() - side) / 2, side, side));
    room.setLeft(side + grid_px / 2);
  }
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(text_.simplified(), Qt::ElideRight, room.width()));
}

void MessageLabel::mouseReleaseEvent(QMouseEvent*) {
  if (!text_.isEmpty()) Q_EMIT clicked();
}

}  // namespace penumbra::ui
