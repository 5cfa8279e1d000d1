#include <QPaintEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/appearance.h"
#include "ui/viewer/canvas.h"

namespace penumbra::ui {
namespace {
// Device pixels an image pixel.
constexpr double nearest_from = 2;
constexpr double pixel_grid_from = 8;
}  // namespace

/// Neutral in both themes, so that colours read true.
QColor Canvas::surround() const {
  return is_dark(palette()) ? QColor(0x40, 0x40, 0x40) : QColor(0x8c, 0x8c, 0x8c);
}

bool Canvas::shows_overlay() const {
  return !bare_ && overlay_ && overlay_->size.width == photo_->size().width() &&
         overlay_->size.height == photo_->size().height();
}

void Canvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!has_photo()) {
    painter.fillRect(rect(), surround());
    painter.setPen(is_dark(palette()) ? QColor(0xe0, 0xe0, 0xe0) : QColor(Qt::black));
    painter.drawText(rect().adjusted(3 * grid_px, 0, -3 * grid_px, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
    return;
  }
  const double ratio = devicePixelRatioF();
  const ViewTransform device{transform_.scale * ratio, transform_.offset * ratio};
  const QImage& seen = seen_.update(device, (QSizeF(size()) * ratio).toSize(), ratio,
                                    [&](QImage& picture, const QRect& part) {
                                      draw_photo(picture, part);
                                      if (shows_overlay())
                                        render_overlay(*overlay_, device, picture, part, ratio);
                                    });
  painter.drawImage(QPointF(0, 0), seen);
  if (device.scale >= pixel_grid_from) draw_pixel_grid(painter);
  if (!bare_ && foreground_) foreground_(painter, transform_);
  if (shows_overlay() && legend_) draw_legend(painter, rect(), *legend_);
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

/// part: in device pixels.
void Canvas::draw_photo(QImage& picture, const QRect& part) const {
  const double ratio = picture.devicePixelRatio();
  QPainter painter(&picture);
  painter.scale(1 / ratio, 1 / ratio);
  painter.setClipRect(part);
  painter.fillRect(part, surround());
  const double scale = transform_.scale * ratio;
  const QImage& level = photo_->level_for(scale);
  const QRectF target(transform_.offset * ratio, QSizeF(photo_->size()) * scale);
  // Only what is visible: a photo at 6400% would be scaled as a whole otherwise.
  const QRectF visible = target.intersected(QRectF(picture.rect()));
  const double to_level = level.width() / target.width();
  const double to_level_y = level.height() / target.height();
  const QRectF source((visible.x() - target.x()) * to_level,
                      (visible.y() - target.y()) * to_level_y, visible.width() * to_level,
                      visible.height() * to_level_y);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, scale <= nearest_from);
  painter.drawImage(visible, level, source);
}

void Canvas::draw_pixel_grid(QPainter& painter) const {
  const QPointF first = transform_.to_image({0, 0});
  const QPointF last = transform_.to_image({double(width()), double(height())});
  const QSize size = photo_->size();
  const int left = std::clamp(static_cast<int>(first.x()), 0, size.width());
  const int right = std::clamp(static_cast<int>(std::ceil(last.x())), 0, size.width());
  const int top = std::clamp(static_cast<int>(first.y()), 0, size.height());
  const int bottom = std::clamp(static_cast<int>(std::ceil(last.y())), 0, size.height());
  QVector<QLineF> lines;
  for (int x = left; x <= right; ++x)
    lines << QLineF(transform_.to_screen(QPointF(x, top)),
                    transform_.to_screen(QPointF(x, bottom)));
  for (int y = top; y <= bottom; ++y)
    lines << QLineF(transform_.to_screen(QPointF(left, y)),
                    transform_.to_screen(QPointF(right, y)));
  painter.setPen(QPen(QColor(128, 128, 128, 90), 0));
  painter.drawLines(lines);
}

}  // namespace penumbra::ui
