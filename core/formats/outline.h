#pragma once

#include <span>
#include <vector>

#include "image/image.h"

/// Regions as closed lines through the centres of their border pixels, as programs have them that
/// fill polygons together with their edge (OpenCV's fillPoly, Pillow's ImageDraw.polygon).
namespace penumbra::formats {

struct Corner {
  int x = 0;
  int y = 0;
  bool operator==(const Corner&) const = default;
};
using Ring = std::vector<Corner>;

/// The rings of the regions of `label` (connected over edges and corners), by their first pixel. A
/// hole is part of its region's ring: a cut along a row of the region leads to it and back.
/// Filling each ring gives the same pixels. A ring has three corners at least, which may be one.
std::vector<Ring> outlines(const image::LabelMap& map, std::uint8_t label);

/// Writes `label` inside of the ring and on its line, by the even-odd rule.
void fill_ring(image::LabelMap& map, std::span<const Corner> ring, std::uint8_t label);

/// The same row by row, from the pixel nearest to one crossing of the line to that nearest to the
/// next, as Pillow fills: a pixel or two at flat corners may differ from it.
void fill_rows(image::LabelMap& map, std::span<const Corner> ring, std::uint8_t label);

}  // namespace penumbra::formats
