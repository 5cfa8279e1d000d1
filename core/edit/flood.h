#pragma once

#include <cstdint>

#include "edit/canvas.h"

namespace penumbra::edit {

/// The distance between black and white in RGB.
inline constexpr double largest_colour_distance = 442;

/// Fills the 4-connected region around the pixel at `seed` in which each pixel's colour lies within
/// `tolerance` of the seed's: Euclidean distance of 8-bit sRGB. A seed outside the image does
/// nothing. Throws Error if the photo's size is not the map's.
Rect flood_fill(Canvas canvas, const image::Image& photo, Point seed, double tolerance,
                std::uint8_t label, const Limits& limits = {});

}  // namespace penumbra::edit
