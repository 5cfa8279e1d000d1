#include "image/bmp.h"

#include <array>
#include <cstdlib>

#include "base/error.h"
#include "image/input_file.h"

namespace penumbra::image {

Header read_bmp_header(const std::filesystem::path& file) {
  const auto input = open_input(file);
  std::array<unsigned char, 34> bytes{};
  const auto count = std::fread(bytes.data(), 1, bytes.size(), input.get());
  const auto number = [&](std::size_t at, std::size_t length) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value |= std::uint32_t{bytes[at + i]} << (8 * i);
    return value;
  };
  const bool old_header = number(14, 4) == 12;
  if (count < (old_header ? 26U : 34U))
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
  if (compression > bit_fields)
    throw Error("is a bitmap with a compression that is not read", file.string(),
                "Save it as JPEG or PNG");
  if (header.stored.width > 0 && header.stored.height > 0 &&
      (compression == plain || compression == bit_fields)) {
    const auto row = (std::uint64_t(header.stored.width) * bits + 31) / 32 * 4;
    header.pixels_end = number(10, 4) + row * std::uint64_t(header.stored.height);
  }
  return header;
}

}  // namespace penumbra::image
