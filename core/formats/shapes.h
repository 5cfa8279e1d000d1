#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "image/image.h"
#include "image/rle.h"

/// Shapes of other programs, painted into label maps.
namespace penumbra::formats {

/// A polygon (x0 y0 x1 y1 ..., in pixels, the first pixel reaching from 0 to 1) as pycocotools
/// fills it. Throws Error for fewer than three corners or one far outside.
void paint_polygon(image::LabelMap& map, std::span<const double> corners, std::uint8_t label);

/// A rectangle, turned clockwise by `degrees` about its first corner (`turn_x`, `turn_y`).
struct TurnedBox {
  double x = 0, y = 0, width = 0, height = 0;
  double degrees = 0;
  double turn_x = 0, turn_y = 0;
};
void paint_box(image::LabelMap& map, const TurnedBox& box, std::uint8_t label);

/// The pixels whose centres lie in an ellipse, turned clockwise by `degrees` about its centre.
void paint_ellipse(image::LabelMap& map, double x, double y, double radius_x, double radius_y,
                   double degrees, std::uint8_t label);

/// `count` pixels from `first` on, row by row in `box`, which lies in the map.
void paint_stretch(image::LabelMap& map, const image::Box& box, std::size_t first,
                   std::size_t count, std::uint8_t label);

/// Whether a box has an area and lies in an image.
bool lies_in(const image::Box& box, image::Size size);

/// The box of each label in a map; of a width of 0 where there is none.
std::vector<image::Box> label_boxes(const image::LabelMap& map);

}  // namespace penumbra::formats
