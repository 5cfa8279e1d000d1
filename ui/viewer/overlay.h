#pragma once

#include <QImage>
#include <QRect>
#include <array>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "image/image.h"
#include "ui/viewer/colour_map.h"
#include "ui/viewer/view_transform.h"

namespace penumbra::ui {

/// One byte a pixel: labels, or scores where 255 is 1. It covers all of the photo, also where it is
/// of another size.
struct Plane {
  image::Size size;
  std::vector<std::uint8_t> values;

  std::uint8_t at(int x, int y) const {
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                  static_cast<std::size_t>(x)];
  }
};
using SharedPlane = std::shared_ptr<const Plane>;

enum class Pattern : std::uint8_t { None, Solid, Hatched, Dotted };

/// How the pixels of one value are drawn; Pattern::None: not at all.
struct ValueLook {
  QRgb colour = 0;
  Pattern pattern = Pattern::None;
  double strength = 1;  ///< a factor of the opacity, for what is dimmed
};

/// Scores in a colour map, the more opaque the higher they are.
struct ScoreOverlay {
  SharedPlane scores;
  ColourMap colour_map = ColourMap::Viridis;
  double opacity = 1;
};

/// Areas of equal values: a fill at 45% and an outline of 1.5 px, or the outline alone.
struct LabelOverlay {
  SharedPlane labels;
  std::array<ValueLook, 256> looks{};
  bool filled = true;
  bool outlined = true;
  double opacity = 1;
  /// Where given, labels count only where these are at least `least_score`.
  SharedPlane scores{};
  std::uint8_t least_score = 0;
};

/// Where low < value < high: hatched, with a line at `high` and a dashed one at `low`.
struct RegionOverlay {
  SharedPlane values;
  std::uint8_t low = 0;
  std::uint8_t high = 255;
  bool filled = true;
  double opacity = 1;
};

using OverlayItem = std::variant<ScoreOverlay, LabelOverlay, RegionOverlay>;

/// What lies over a photo, from the lowest to the highest.
struct Overlay {
  image::Size size;  ///< of the photo
  std::vector<OverlayItem> items;
};

/// Draws a part of an overlay over what `target` shows (RGB32, or premultiplied), at the screen's
/// resolution, so that outlines and hatching keep their width at any zoom and the cost depends on
/// the window alone. transform: to the target's pixels. Patterns are anchored to the image: a part
/// drawn later fits what was moved with it. pixel_ratio: device pixels a logical one.
void render_overlay(const Overlay& overlay, const ViewTransform& transform, QImage& target,
                    const QRect& part, double pixel_ratio = 1);

/// All of a screen of `size`, premultiplied.
QImage render_overlay(const Overlay& overlay, const ViewTransform& transform, QSize size,
                      double pixel_ratio = 1);

}  // namespace penumbra::ui
