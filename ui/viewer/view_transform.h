#pragma once

#include <QPointF>

namespace penumbra::ui {

/// From image pixels to pixels of the screen: screen = image * scale + offset.
struct ViewTransform {
  double scale = 1;
  QPointF offset;

  QPointF to_screen(QPointF image) const { return image * scale + offset; }
  QPointF to_image(QPointF screen) const { return (screen - offset) / scale; }
  bool operator==(const ViewTransform&) const = default;
};

}  // namespace penumbra::ui
