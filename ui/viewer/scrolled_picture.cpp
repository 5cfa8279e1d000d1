#include "ui/viewer/scrolled_picture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace penumbra::ui {
namespace {

/// The distance if it is one of whole pixels.
std::optional<QPoint> whole_pixels(QPointF distance) {
  const QPoint whole = distance.toPoint();
  const QPointF rest = distance - QPointF(whole);
  if (std::abs(rest.x()) > 1e-6 || std::abs(rest.y()) > 1e-6) return std::nullopt;
  return whole;
}

}  // namespace

const QImage& ScrolledPicture::update(const ViewTransform& transform, QSize size,
                                      double pixel_ratio, const Draw& draw) {
  if (picture_.size() != size) {
    picture_ = QImage(size, QImage::Format_RGB32);
    view_.reset();
  }
  if (picture_.devicePixelRatio() != pixel_ratio) {
    picture_.setDevicePixelRatio(pixel_ratio);
    view_.reset();
  }
  std::optional<QPoint> moved;
  if (view_ && view_->scale == transform.scale)
    moved = whole_pixels(transform.offset - view_->offset);
  view_ = transform;
  const QRect all = picture_.rect();
  const QRect stale = std::exchange(stale_, {}).translated(moved.value_or(QPoint())) & all;
  if (!moved || !move(*moved)) {
    draw(picture_, all);
    return picture_;
  }
  const int dx = moved->x();
  const int dy = moved->y();
  if (dy > 0) draw(picture_, {0, 0, all.width(), dy});
  if (dy < 0) draw(picture_, {0, all.height() + dy, all.width(), -dy});
  const int top = std::max(dy, 0);
  const int height = all.height() - std::abs(dy);
  if (dx > 0) draw(picture_, {0, top, dx, height});
  if (dx < 0) draw(picture_, {all.width() + dx, top, -dx, height});
  if (!stale.isEmpty()) draw(picture_, stale);
  return picture_;
}

bool ScrolledPicture::move(QPoint by) {
  const int width = picture_.width() - std::abs(by.x());
  const int height = picture_.height() - std::abs(by.y());
  if (width <= 0 || height <= 0) return false;
  if (by.isNull()) return true;
  const int from_x = std::max(-by.x(), 0);
  const int from_y = std::max(-by.y(), 0);
  const int to_x = std::max(by.x(), 0);
  const int to_y = std::max(by.y(), 0);
  const auto bytes = static_cast<std::size_t>(width) * sizeof(QRgb);
  for (int i = 0; i < height; ++i) {
    const int row = by.y() > 0 ? height - 1 - i : i;  // none is overwritten before it was moved
    std::memmove(picture_.scanLine(to_y + row) + to_x * qsizetype{sizeof(QRgb)},
                 picture_.constScanLine(from_y + row) + from_x * qsizetype{sizeof(QRgb)}, bytes);
  }
  return true;
}

}  // namespace penumbra::ui
