#pragma once

#include <filesystem>

#include "image/exif.h"
#include "image/image.h"

namespace penumbra::image {

/// Stored size and orientation. Throws Error for a damaged header.
Header read_jpeg_header(const std::filesystem::path& file);

/// Whether the file ends as a whole JPEG does; cheap, the picture is not decoded unless the end is
/// unusual. Throws Error where it is cut off.
void check_jpeg_end(const std::filesystem::path& file);

/// Decodes to RGB, as stored (not turned). Grey, YCCK and CMYK, also Adobe's inverted CMYK, are
/// converted. By libjpeg-turbo's scaled decode the picture may be 1/2, 1/4 or 1/8 of its size as
/// long as neither side falls below `smallest_side` (0: full size). Throws Error for a damaged or
/// truncated file.
Image decode_jpeg(const std::filesystem::path& file, int smallest_side);

}  // namespace penumbra::image
