#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "image/image.h"

namespace penumbra::project {

/// A photo in one state: `bytes` and `modified` change when its file does.
struct PhotoVersion {
  std::int64_t image = 0;     ///< its id in the catalogue
  std::uint64_t bytes = 0;    ///< size of the file
  std::int64_t modified = 0;  ///< when the file was last written, in the catalogue's unit
  bool operator==(const PhotoVersion&) const = default;
};

/// The photo upright, its longer side `edge` pixels; a smaller photo keeps its size. JPEGs are
/// decoded at a fraction of their size. Throws Error for a broken photo or an `edge` below 1.
image::Image make_thumbnail(const std::filesystem::path& photo, int edge);

/// As JPEG of quality 85.
std::vector<std::uint8_t> encode_thumbnail(const image::Image& thumbnail);

/// Throws Error for what `encode_thumbnail` did not make.
image::Image decode_thumbnail(std::span<const std::uint8_t> jpeg);

}  // namespace penumbra::project
