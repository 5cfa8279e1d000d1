#include "base/json.h"

namespace nlohmann {
template class basic_json<>;
}

namespace penumbra {

nlohmann::json parse_json(std::string_view text) { return nlohmann::json::parse(text); }

nlohmann::json parse_json_or_discard(std::string_view text) {
  return nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
}

std::string json_text(const nlohmann::json& value, int indent,
                      nlohmann::json::error_handler_t not_utf8) {
  return value.dump(indent, ' ', /*ensure_ascii=*/false, not_utf8);
}

}  // namespace penumbra
