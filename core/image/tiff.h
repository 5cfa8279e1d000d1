#pragma once

#include <filesystem>

#include "image/exif.h"
#include "image/image.h"

namespace penumbra::image {

/// Size, orientation and end of the pixels of a TIFF file's first picture. Throws Error for a
/// damaged header.
Header read_tiff_header(const std::filesystem::path& file);

/// Decodes the first picture to RGB as stored (not turned), transparency over white: grey, palette,
/// RGB, CMYK, YCbCr with 1 to 16 bits a sample. Throws Error for other kinds and damaged files.
Image decode_tiff(const std::filesystem::path& file);

}  // namespace penumbra::image
