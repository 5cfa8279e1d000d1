#pragma once

#include <filesystem>

#include "image/exif.h"

namespace penumbra::image {

/// Size and end of the pixels of a Windows bitmap. Throws Error for a damaged header.
Header read_bmp_header(const std::filesystem::path& file);

}  // namespace penumbra::image
