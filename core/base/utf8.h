#pragma once

#include <string>
#include <string_view>

namespace penumbra {

/// The code points of UTF-8 text (RFC 3629). Throws Error for bytes that are no such text.
std::u32string to_utf32(std::string_view text);

/// The inverse. Throws Error for a surrogate or a number beyond Unicode.
std::string to_utf8(std::u32string_view text);

bool is_utf8(std::string_view text);

}  // namespace penumbra
