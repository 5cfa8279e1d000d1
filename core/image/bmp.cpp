#include "image/bmp.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/error.h"
#include "image/input_file.h"

namespace penumbra::image {

Header read_bmp_header(const std::filesystem::path& file) {
  const auto input = open_input(file);
  std::array<unsigned char, 54> bytes{};
  const auto count = std::fread(bytes.data(), 1, bytes.size(), input.get());
  const auto number = [&](std::size_t at, std::size_t length) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value |= std::uint32_t{bytes[at + i]} << (8 * i);
    return value;
  };
  const bool old_header = number(14, 4) == 12;
  if (count < (old_header ? 26U : 54U))
    throw Error("its header is damaged or cut off", file.string(), "Copy the file again");

  Header header;
  std::uint32_t bits = 0, compression = 0;
  if (old_header) {
    header.stored = {static_cast<int>(number(18, 2)), static_cast<int>(number(20, 2))};
    bits = number(24, 2);
  } else {
    const auto height = static_cast<std::int32_t>(number(22, 4));  // negative: rows from the top
    header.stored = {static_cast<std::int32_t>(number(18, 4)),
                     height == INT32_MIN ? 0 : std::abs(height)};
    bits = number(28, 2);
    compression = number(30, 4);
  }
  constexpr std::uint32_t plain = 0, bit_fields = 3;
  const bool odd_header =
      !old_header && (number(14, 4) < 40 || number(14, 4) > 1024 || number(46, 4) > 256);
  if (compression > bit_fields || odd_header)
    throw Error("is a bitmap of a kind that is not read", file.string(), "Save it as JPEG or PNG");
  if (header.stored.width > 0 && header.stored.height > 0 &&
      (compression == plain || compression == bit_fields)) {
    const auto row = (std::uint64_t(header.stored.width) * bits + 31) / 32 * 4;
    header.pixels_end = number(10, 4) + row * std::uint64_t(header.stored.height);
  }
  const std::uint64_t all_colours = bits <= 8 ? std::uint64_t{1} << bits : 0;
  const std::uint64_t colours = old_header || number(46, 4) == 0 ? all_colours : number(46, 4);
  const auto palette_end = 14 + std::uint64_t{number(14, 4)} + colours * (old_header ? 3 : 4);
  header.pixels_end = std::max(header.pixels_end, palette_end);
  return header;
}

}  // namespace penumbra::image
