#include "ui/viewer/minimap.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int longest_side = 20 * grid_px;
}

Minimap::Minimap(QWidget* parent) : QWidget(parent) {
  setObjectName("minimap");
  setAccessibleName(tr("Overview of the photo"));
  setToolTip(tr("Click or drag to move"));
  setCursor(Qt::PointingHandCursor);
  hide();
}

void Minimap::set_photo(std::shared_ptr<const Pyramid> photo) {
  photo_ = std::move(photo);
  if (photo_ && !photo_->empty())
    resize(photo_->size()
               .scaled(longest_side, longest_side, Qt::KeepAspectRatio)
               .expandedTo({grid_px, grid_px}));
  update();
}

void Minimap::set_visible_part(const QRectF& part) {
  if (part == part_) return;
  part_ = part;
  update();
}

double Minimap::scale() const {
  return static_cast<double>(width()) / std::max(1, photo_->size().width());
}

void Minimap::paintEvent(QPaintEvent*) {
  if (!photo_ || photo_->empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(rect(), photo_->levels.back());
  const QRectF frame(part_.topLeft() * scale(), part_.size() * scale());
  QRegion outside(rect());
  outside -= frame.toAlignedRect();
  painter.setClipRegion(outside);
  painter.fillRect(rect(), QColor(0, 0, 0, 110));
  painter.setClipping(false);
  painter.setPen(QPen(Qt::black, 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  painter.setPen(QPen(Qt::white, 1));
  painter.drawRect(frame.toAlignedRect().intersected(rect()).adjusted(0, 0, -1, -1));
}

void Minimap::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && photo_) Q_EMIT asked_for(event->position() / scale());
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton && photo_) Q_EMIT asked_for(event->position() / scale());
}

}  // namespace penumbra::ui
