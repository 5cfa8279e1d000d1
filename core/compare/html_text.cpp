#include "compare/html_text.h"

#include <cstdint>

#include "base/utf8.h"

namespace penumbra::compare {

std::string escaped(std::string_view text) {
  const bool readable = is_utf8(text);
  std::string result;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    switch (character) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += byte < 0x20 || (!readable && byte >= 0x80) ? '?' : character;
    }
  }
  return result;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  result.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) -> std::uint32_t {
      return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
    };
    const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
    for (unsigned k = 0; k < 4; ++k)
      result += i + k <= bytes.size() ? digits[group >> (18U - 6U * k) & 63U] : '=';
  }
  return result;
}

}  // namespace penumbra::compare
