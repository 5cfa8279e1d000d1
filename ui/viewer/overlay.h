#pragma once

#include <QImage>
#include <QPointF>

#include "ui/viewer/layers.h"

namespace penumbra::ui {

/// From image pixels to pixels of the screen: screen = image * scale + offset.
struct ViewTransform {
  double scale = 1;
  QPointF offset;

  QPointF to_screen(QPointF image) const { return image * scale + offset; }
  QPointF to_image(QPointF screen) const { return (screen - offset) / scale; }
};

/// Draws the visible layers as one picture of the screen's resolution (premultiplied), so that
/// outlines and hatching keep their width at any zoom and the cost depends on the window alone.
/// CAMs: viridis, the more opaque the higher the value. Labels: fill at 45% and an outline of 1.5
/// px. Uncertain region: hatching and a thin contour. pixel_ratio: device pixels a logical one.
QImage render_overlay(const ImageLayers& layers, const LayerSettings& settings,
                      const ViewTransform& transform, QSize size, double pixel_ratio = 1);

}  // namespace penumbra::ui
