#pragma once

#include <filesystem>

#include "image/image.h"

namespace penumbra::image {

/// Pictures with more pixels are refused before any memory is taken for them.
inline constexpr std::size_t most_pixels = std::size_t{1} << 28;

/// Throws Error for a size of nothing or of more than `most_pixels`.
void check_pixel_count(Size size, const std::filesystem::path& file);

}  // namespace penumbra::image
