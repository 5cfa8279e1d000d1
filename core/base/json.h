#pragma once
#include <concepts>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace nlohmann {
extern template class basic_json<>;  // compiled in json.cpp
}

namespace penumbra {

// Parser and writer are compiled once, here: each source that has its own takes seconds more.

/// The value that `text` spells (RFC 8259). Throws nlohmann::json::exception.
nlohmann::json parse_json(std::string_view text);

/// The same, but a value that is_discarded() where `text` is no JSON.
nlohmann::json parse_json_or_discard(std::string_view text);

/// `value` as text, on one line, or by lines with `indent` spaces a level. Throws
/// nlohmann::json::type_error where text in it is not UTF-8, or writes U+FFFD there if so told.
/// Names are sorted.
std::string json_text(
    const nlohmann::json& value, int indent = -1,
    nlohmann::json::error_handler_t not_utf8 = nlohmann::json::error_handler_t::strict);

/// It would sort the names: call the value's own dump(), which keeps their order.
template <std::same_as<nlohmann::ordered_json> T>
std::string json_text(
    const T& value, int indent = -1,
    nlohmann::json::error_handler_t not_utf8 = nlohmann::json::error_handler_t::strict) = delete;

}  // namespace penumbra
