#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/image.h"

/// Run-length masks as COCO stores them (pycocotools, "RLE"): an image's pixels are taken column by
/// column, top to bottom, and the lengths of alternating runs of 0 and 1 are listed, zeros first.
namespace penumbra::image {

using Runs = std::vector<std::uint32_t>;

/// The runs of a mask of `size`, rows from the top, where any value but 0 is inside.
/// Throws Error if the mask is not of that size.
Runs encode_runs(Size size, std::span<const std::uint8_t> mask);

/// The runs of the pixels of `map` that carry `label`.
Runs encode_runs(const LabelMap& map, std::uint8_t label);

/// The runs of every label that occurs in `map`, by label, in one pass over it.
std::map<std::uint8_t, Runs> encode_labels(const LabelMap& map);

/// Writes `label` where the runs are 1. Throws Error if they do not add up to the map's area; the
/// map is then unchanged.
void paint_runs(LabelMap& map, std::span<const std::uint32_t> runs, std::uint8_t label);

/// Number of pixels inside.
std::uint64_t area(std::span<const std::uint32_t> runs);

/// The tight box of the pixels inside: x, y, width, height; zeros where there are none.
struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool operator==(const Box&) const = default;
};
Box bounding_box(std::span<const std::uint32_t> runs, Size size);

/// COCO's compressed string ("counts"): differences to the run two before, in groups of 5 bits with
/// a continuation bit, as printable characters from '0' on.
std::string compress_runs(std::span<const std::uint32_t> runs);

/// The inverse. Throws Error for text that is no such string.
Runs expand_runs(std::string_view text);

/// The pixels inside a polygon (x0 y0 x1 y1 ..., in pixels) under COCO's convention: the outline is
/// drawn on a grid five times as fine, and a pixel column is filled between the outline's crossings
/// of its centre line, parts outside the image cut off.
/// Throws Error for an odd count, fewer than three corners, or coordinates beyond
/// `farthest_corner`.
Runs polygon_runs(Size size, std::span<const double> polygon);

inline constexpr double farthest_corner = 1e5;

}  // namespace penumbra::image
