#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "image/image.h"
#include "image/palette.h"

namespace penumbra::image {

/// Reads a PNG mask as class ids: palette images as their indices, 8-bit grey as its values, RGB
/// whose colours are all in the VOC palette as their indices. Throws Error otherwise.
LabelMap read_mask(const std::filesystem::path& file);
/// The same of a file's bytes; errors call it `name`.
LabelMap read_mask(std::string_view bytes, const std::filesystem::path& name);

/// The size in its header. Throws Error for a file that is no PNG.
Size read_mask_size(const std::filesystem::path& file);

/// The bytes of an 8-bit indexed PNG with `palette`. Throws Error.
std::string encode_mask(const LabelMap& mask, const Palette& palette = voc_palette());

/// Writes an 8-bit indexed PNG with `palette`, atomically. Throws Error.
void write_mask(const std::filesystem::path& file, const LabelMap& mask,
                const Palette& palette = voc_palette());

/// Scores in [0,1] as bytes: 255 = 1, not a number = 0.
std::vector<std::uint8_t> score_levels(const ScoreMap& scores);

/// 8-bit grey PNG of scores in [0,1] (255 = 1), atomically.
void write_scores(const std::filesystem::path& file, const ScoreMap& scores);

}  // namespace penumbra::image
