#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "image/image.h"

/// Label Studio's run lengths of brush strokes: a stream of bits (thi.ng's "rle-pack") that holds a
/// picture of four channels a pixel, row by row; what is opaque is inside.
namespace penumbra::formats {

/// The pixels of `map` that carry `label`.
std::vector<std::uint8_t> encode_brush(const image::LabelMap& map, std::uint8_t label);

/// Calls `inside` with each stretch of pixels (first, count; row by row) that is opaque. Throws
/// Error for bytes that are no such picture of `size`.
void decode_brush(std::span<const std::uint8_t> bytes, image::Size size,
                  const std::function<void(std::size_t, std::size_t)>& inside);

}  // namespace penumbra::formats
