#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra::formats {

/// What an array file says ahead of its elements (numpy.lib.format).
struct NpyHeader {
  char byte_order = '|';  ///< '<' little, '>' big, '|' none
  char kind = 'u';        ///< 'u', 'i', 'b', 'f', 'U', ...
  std::size_t width = 1;  ///< the number in its type: bytes an element, or letters
  bool fortran_order = false;
  std::vector<std::uint64_t> shape;

  std::string type() const { return byte_order + (kind + std::to_string(width)); }
};

/// Magic, version, header and padding; `type` as in "|u1".
std::string encode_npy_header(const std::string& type, const std::string& shape);

/// Takes the header off the front of `bytes`. Throws Error for what is no array of plain elements.
NpyHeader take_npy_header(std::string_view& bytes, const std::filesystem::path& name);

}  // namespace penumbra::formats
