#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "image/image.h"

/// Arrays as NumPy stores them (numpy.lib.format, versions 1 to 3).
namespace penumbra::formats {

/// A map as an array of uint8, height x width.
std::string encode_npy(const image::LabelMap& map);

/// Names as an array of Unicode strings of one dimension. Throws Error for what is not UTF-8.
std::string encode_npy(const std::vector<std::string>& names);

/// A map from an array of two dimensions, height x width, of any integers or truth values that lie
/// in 0..255, of either byte order, in C's or Fortran's order. Throws Error for anything else.
image::LabelMap decode_npy_labels(std::string_view bytes, const std::filesystem::path& name);

/// Names from an array of Unicode strings of one dimension. Throws Error for anything else.
std::vector<std::string> decode_npy_names(std::string_view bytes,
                                          const std::filesystem::path& name);

}  // namespace penumbra::formats
