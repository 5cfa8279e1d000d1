#pragma once

#include <string>
#include <string_view>

namespace penumbra::compare {

/// Text as it may stand in HTML and in its quoted attributes; bytes that are no UTF-8 become '?'.
std::string escaped(std::string_view text);

/// RFC 4648, with padding.
std::string base64(std::string_view bytes);

}  // namespace penumbra::compare
