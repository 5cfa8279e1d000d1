#include "ui/viewer/view_memory.h"

#include "ui/viewer/canvas.h"

namespace penumbra::ui {

void ViewMemory::keep(project::ImageId image, const Canvas& canvas) {
  if (!canvas.has_photo()) return;
  if (canvas.fits()) {
    views_[image] = std::nullopt;
    return;
  }
  const QPointF middle = QRectF(canvas.rect()).center();
  views_[image] = View{canvas.zoom(), canvas.transform().to_image(middle)};
}

void ViewMemory::restore(project::ImageId image, Canvas& canvas) const {
  const auto found = views_.find(image);
  if (found == views_.end() || !canvas.has_photo()) return;
  if (!found->second) return canvas.zoom_to_fit();
  const auto& [scale, centre] = *found->second;
  canvas.set_view({scale, QRectF(canvas.rect()).center() - centre * scale});
}

QVariant ViewMemory::saved(project::ImageId image) const {
  const auto found = views_.find(image);
  if (found == views_.end() || !found->second) return {};
  return QVariantList{found->second->scale, found->second->centre.x(), found->second->centre.y()};
}

void ViewMemory::load(project::ImageId image, const QVariant& saved) {
  const QVariantList numbers = saved.toList();
  if (numbers.size() != 3 || numbers[0].toDouble() <= 0) return;
  views_[image] = View{numbers[0].toDouble(), {numbers[1].toDouble(), numbers[2].toDouble()}};
}

}  // namespace penumbra::ui
