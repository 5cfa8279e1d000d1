#include "base/utf8.h"

#include <array>
#include <optional>

#include "base/error.h"

namespace penumbra {
namespace {

bool is_code_point(char32_t value) {
  return value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
}

/// Takes one code point off the front; nothing where there is none.
std::optional<char32_t> take(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc0 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                                            : 4;
  if (length == 0 || first > 0xf4 || text.size() < length) return {};
  if (length == 1) {
    text.remove_prefix(1);
    return first;
  }
  char32_t value = first & (0x7f >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    value = value << 6 | (next & 0x3f);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || !is_code_point(value)) return {};
  text.remove_prefix(length);
  return value;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty())
    if (!take(text)) return false;
  return true;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string result;
  const auto whole = text;
  while (!text.empty()) {
    const auto value = take(text);
    if (!value) throw Error("is not UTF-8", std::string(whole), "Rename it");
    result.push_back(*value);
  }
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  const auto add = [&](char32_t bits) { result.push_back(static_cast<char>(bits)); };
  for (const auto value : text) {
    if (!is_code_point(value)) throw Error("is not Unicode", "text", "Save it as UTF-8");
    if (value < 0x80) {
      add(value);
      continue;
    }
    const int more = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
    add((0xff80 >> more & 0xff) | value >> 6 * more);
    for (int i = more - 1; i >= 0; --i) add(0x80 | (value >> 6 * i & 0x3f));
  }
  return result;
}

}  // namespace penumbra
