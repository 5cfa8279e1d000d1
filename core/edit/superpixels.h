#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edit/canvas.h"

namespace penumbra::edit {

inline constexpr int smallest_region = 4;
inline constexpr int largest_region = 1000;

/// A photo cut into regions of similar colour. Computed once a photo and kept, as it takes seconds
/// where the photo is large.
struct Superpixels {
  image::Size size;
  std::vector<std::int32_t> index;  ///< height x width: the superpixel of each pixel, from 0
  std::vector<Rect> bounds;         ///< of each superpixel
};

/// SLIC (Achanta et al., TPAMI 2012) in CIELAB, about `region_size` pixels to a side.
/// Throws Error for an empty photo, UsageError unless smallest_region <= region_size <=
/// largest_region.
Superpixels compute_superpixels(const image::Image& photo, int region_size);

/// Fills the superpixels under the points. Points outside the image do nothing.
/// Throws Error if the superpixels' size is not the map's.
Rect fill_superpixels(Canvas canvas, const Superpixels& superpixels, std::span<const Point> points,
                      std::uint8_t label, const Limits& limits = {});

}  // namespace penumbra::edit
