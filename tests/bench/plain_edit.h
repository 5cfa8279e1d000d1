#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edit/canvas.h"

/// Operations on label maps as one would first write them.
namespace penumbra::bench {

/// Tests the distance of every pixel of the map to every stretch of the line.
void plain_brush(image::LabelMap& map, std::span<const edit::Point> points, double radius,
                 std::uint8_t label);

/// A queue of pixels, of which each adds its neighbours.
void plain_flood(image::LabelMap& map, const image::Image& photo, edit::Point seed,
                 double tolerance, std::uint8_t label);

/// Looks at every pixel of the map.
void plain_superpixel(image::LabelMap& map, std::span<const std::int32_t> index, edit::Point point,
                      std::uint8_t label);

/// Labels 0 and 2 of a rectangle through `plain_crf`.
void plain_crf_in_rectangle(image::LabelMap& map, const image::Image& photo,
                            const edit::Rect& rectangle, double confidence);

}  // namespace penumbra::bench
