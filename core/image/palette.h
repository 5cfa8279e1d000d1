#pragma once

#include <array>
#include <cstdint>

namespace penumbra::image {

/// Red, green and blue of each index.
using Palette = std::array<std::array<std::uint8_t, 3>, 256>;

/// PASCAL VOC's palette (devkit's bit-interleaved colour map); 255 is its border colour.
const Palette& voc_palette();

/// Each index as a grey of its own: (index, index, index).
const Palette& grey_palette();

}  // namespace penumbra::image
