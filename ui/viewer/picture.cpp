#include "ui/viewer/picture.h"

namespace penumbra::ui {

QImage to_qimage(const image::Image& photo) {
  const QImage view(photo.pixels.data(), photo.size.width, photo.size.height,
                    static_cast<qsizetype>(photo.size.width) * 3, QImage::Format_RGB888);
  return view.convertToFormat(QImage::Format_RGB32);
}

const QImage& Pyramid::level_for(double scale) const {
  std::size_t level = 0;
  while (level + 1 < levels.size() && scale <= 0.5) {
    scale *= 2;
    ++level;
  }
  return levels[level];
}

Pyramid make_pyramid(QImage photo) {
  Pyramid pyramid;
  while (true) {
    pyramid.levels.push_back(photo);
    if (std::max(photo.width(), photo.height()) <= 512) return pyramid;
    photo = photo.scaled(std::max(1, photo.width() / 2), std::max(1, photo.height() / 2),
                         Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  }
}

}  // namespace penumbra::ui
