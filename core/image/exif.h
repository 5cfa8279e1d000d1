#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "image/image.h"
#include "image/orientation.h"

namespace penumbra::image {

/// What a file's header says.
struct Header {
  Size stored;  ///< before turning
  Orientation orientation = 1;
  /// End of the last block of pixels that the header points to (TIFF, BMP); 0 where it names none.
  std::uint64_t pixels_end = 0;
};

/// Reads the header of a WebP or PNG file. Throws Error if it is damaged.
Header read_header(const std::filesystem::path& file);

/// Keywords embedded in a photo (XMP dc:subject and IPTC keywords), UTF-8, each once, in the file's
/// order; none where the file holds none or its metadata is damaged.
std::vector<std::string> read_keywords(const std::filesystem::path& file);

}  // namespace penumbra::image
