#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

// Values, parser and writer are compiled once: a source that makes its own takes several seconds more.
extern template class nlohmann::basic_json<>;

namespace penumbra {

/// The value that `text` spells (RFC 8259). Throws nlohmann::json::parse_error.
nlohmann::json parse_json(std::string_view text);

/// The same, but a value that is_discarded() where `text` is no JSON.
nlohmann::json parse_json_or_discard(std::string_view text);

/// `value` as text, on one line, or by lines with `indent` spaces a level. Throws
/// nlohmann::json::type_error where text in it is not UTF-8, or writes U+FFFD there if so told.
std::string json_text(
    const nlohmann::json& value, int indent = -1,
    nlohmann::json::error_handler_t not_utf8 = nlohmann::json::error_handler_t::strict);

}  // namespace penumbra
