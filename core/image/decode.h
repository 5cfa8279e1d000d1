#pragma once

#include <filesystem>

#include "image/image.h"

namespace penumbra::image {

struct DecodeOptions {
  /// The decoder may return a smaller picture (by a power of two, JPEG only) as long as neither
  /// side falls below this; 0 decodes at full size.
  int smallest_side = 0;
};

/// Reads JPEG, PNG, WebP, TIFF or BMP; grey, 16-bit, CMYK and alpha become 8-bit RGB (alpha over
/// white); EXIF orientation is applied. Throws Error for a file that is missing, empty, truncated
/// or not a picture, saying which.
Image read_image(const std::filesystem::path& file, const DecodeOptions& options = {});

/// The upright size from the header alone. Throws Error like `read_image`.
Size read_size(const std::filesystem::path& file);

/// The upright size, after a cheap look at the file's header and end: finds what is missing, empty,
/// truncated or not a picture without decoding it. Throws Error like `read_image`.
Size check_image(const std::filesystem::path& file);

/// Writes an 8-bit RGB PNG, atomically. Throws Error.
void write_png(const std::filesystem::path& file, const Image& image);

}  // namespace penumbra::image
