#include "formats/npy.h"

#include <algorithm>

#include "base/error.h"
#include "base/utf8.h"
#include "formats/npy_header.h"
#include "image/limits.h"

namespace penumbra::formats {
namespace {

[[noreturn]] void fail(const std::filesystem::path& name, const std::string& reason,
                       const char* remedy) {
  throw Error(reason, name.string(), remedy);
}

std::string text(const std::vector<std::uint64_t>& shape) {
  std::string result = "(";
  for (const auto length : shape)
    result += (result.size() > 1 ? ", " : "") + std::to_string(length);
  return result + ")";
}

void check_bytes(std::string_view bytes, std::uint64_t needed, const std::filesystem::path& name) {
  if (bytes.size() != needed)
    fail(name,
         (bytes.size() < needed ? "is cut off: it holds " : "holds ") +
             std::to_string(bytes.size()) + " bytes of elements instead of " +
             std::to_string(needed),
         "Save or copy it again");
}

/// An integer of `width` bytes as unsigned; signed ones below zero come out beyond any label.
std::uint64_t integer_at(const char* bytes, std::size_t width, bool big) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i)
    value = value << 8 | static_cast<std::uint8_t>(bytes[big ? i : width - 1 - i]);
  return value;
}

image::Size size_of(const NpyHeader& header, const std::filesystem::path& name) {
  const auto& shape = header.shape;
  constexpr const char* remedy = "Save one array of height x width an image";
  if (shape.size() != 2)
    fail(name, "has the shape " + text(shape) + " instead of (height, width)", remedy);
  if (std::max(shape[0], shape[1]) > image::most_pixels)
    fail(name, "has the shape " + text(shape) + ", which is too large", remedy);
  const image::Size size{static_cast<int>(shape[1]), static_cast<int>(shape[0])};
  image::check_pixel_count(size, name);
  return size;
}

constexpr std::size_t letter_bytes = 4;

}  // namespace

std::string encode_npy(const image::LabelMap& map) {
  auto bytes = encode_npy_header(
      "|u1", "(" + std::to_string(map.size.height) + ", " + std::to_string(map.size.width) + ")");
  bytes.append(reinterpret_cast<const char*>(map.labels.data()), map.labels.size());
  return bytes;
}

std::string encode_npy(const std::vector<std::string>& names) {
  std::vector<std::u32string> texts;
  std::size_t longest = 1;
  for (const auto& name : names) {
    texts.push_back(to_utf32(name));
    longest = std::max(longest, texts.back().size());
  }
  auto bytes =
      encode_npy_header("<U" + std::to_string(longest), "(" + std::to_string(names.size()) + ",)");
  for (auto& letters : texts) {
    letters.resize(longest);
    for (const char32_t letter : letters)
      for (std::size_t i = 0; i < letter_bytes; ++i)
        bytes.push_back(static_cast<char>(letter >> 8 * i & 0xff));
  }
  return bytes;
}

image::LabelMap decode_npy_labels(std::string_view bytes, const std::filesystem::path& name) {
  const auto header = take_npy_header(bytes, name);
  const auto width = header.width;
  const bool integers = (header.kind == 'u' || header.kind == 'i') &&
                        (width == 1 || width == 2 || width == 4 || width == 8);
  if (!integers && !(header.kind == 'b' && width == 1))
    fail(name, "holds elements of the type '" + header.type() + "', not integers",
         "Convert it to uint8");
  const auto size = size_of(header, name);
  check_bytes(bytes, size.area() * width, name);

  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  const auto columns = static_cast<std::size_t>(size.width);
  const auto rows = static_cast<std::size_t>(size.height);
  const bool big = header.byte_order == '>';
  for (std::size_t i = 0; i < map.labels.size(); ++i) {
    const auto value = integer_at(bytes.data() + i * width, width, big);
    if (value > 255 || (header.kind == 'i' && width == 1 && value > 127))
      fail(name, "holds a value that is not in 0..255",
           "Write 0 for background, the number of the class, and 255 for undecided pixels");
    map.labels[header.fortran_order ? i % rows * columns + i / rows : i] =
        static_cast<std::uint8_t>(value);
  }
  return map;
}

std::vector<std::string> decode_npy_names(std::string_view bytes,
                                          const std::filesystem::path& name) {
  const auto header = take_npy_header(bytes, name);
  constexpr std::size_t most_letters = 1 << 16, most_names = 1 << 16;
  if (header.kind != 'U' || header.shape.size() != 1 || header.width > most_letters ||
      header.shape[0] > most_names)
    fail(
        name,
        "is no list of names: its type is '" + header.type() + "', its shape " + text(header.shape),
        "Save it as an array of strings");
  check_bytes(bytes, header.shape[0] * header.width * letter_bytes, name);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header.shape[0]; ++i) {
    std::u32string letters;
    for (std::size_t k = 0; k < header.width; ++k)
      letters.push_back(
          static_cast<char32_t>(integer_at(bytes.data() + (i * header.width + k) * letter_bytes,
                                           letter_bytes, header.byte_order == '>')));
    letters.resize(letters.find_last_not_of(U'\0') + 1);
    names.push_back(to_utf8(letters));
  }
  return names;
}

}  // namespace penumbra::formats
