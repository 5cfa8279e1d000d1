#pragma once

#include <string>
#include <string_view>

namespace penumbra {

/// Base64 with '+', '/' and padding (RFC 4648, section 4).
std::string to_base64(std::string_view bytes);

/// The inverse; padding may be absent. Throws Error for text that is no Base64.
std::string from_base64(std::string_view text);

}  // namespace penumbra
