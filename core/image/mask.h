#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "image/image.h"

namespace penumbra::image {

using Palette = std::array<std::array<std::uint8_t, 3>, 256>;

/// PASCAL VOC's palette (devkit's bit-interleaved colour map); 255 is its border colour.
const Palette& voc_palette();

/// Reads a PNG mask as class ids: palette images as their indices, 8-bit grey as its values, RGB
/// whose colours are all in the VOC palette as their indices. Throws Error otherwise.
LabelMap read_mask(const std::filesystem::path& file);

/// Writes an 8-bit indexed PNG with `palette`, atomically. Throws Error.
void write_mask(const std::filesystem::path& file, const LabelMap& mask,
                const Palette& palette = voc_palette());

/// 8-bit grey PNG of scores in [0,1] (255 = 1), atomically.
void write_scores(const std::filesystem::path& file, const ScoreMap& scores);

}  // namespace penumbra::image
