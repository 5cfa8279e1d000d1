#pragma once

#include <QImage>
#include <cstdint>
#include <memory>

#include "ui/viewer/overlay.h"
#include "ui/viewer/picture.h"

/// Left half 0, right half `value`.
inline penumbra::ui::SharedPlane halves(int width, int height, std::uint8_t value = 1) {
  auto plane = std::make_shared<penumbra::ui::Plane>();
  plane->size = {width, height};
  plane->values.resize(plane->size.area());
  for (int y = 0; y < height; ++y)
    for (int x = width / 2; x < width; ++x)
      plane->values[static_cast<std::size_t>(y * width + x)] = value;
  return plane;
}

inline constexpr QRgb sample_colour = 0xffe69f00;

/// Class 1 in `sample_colour`.
inline penumbra::ui::LabelOverlay labels_of(penumbra::ui::SharedPlane plane) {
  penumbra::ui::LabelOverlay item;
  item.labels = std::move(plane);
  item.looks[1] = {sample_colour, penumbra::ui::Pattern::Solid, 1};
  return item;
}

inline std::shared_ptr<const penumbra::ui::Pyramid> grey_photo(int width, int height) {
  QImage photo(width, height, QImage::Format_RGB32);
  photo.fill(QColor(120, 120, 120));
  return std::make_shared<const penumbra::ui::Pyramid>(penumbra::ui::make_pyramid(photo));
}
