#pragma once

#include <span>
#include <string>
#include <string_view>

namespace penumbra {

/// The name of `known` that takes the fewest single-letter changes from `name` (Levenshtein); the
/// first of several, empty if there is none. For "did you mean".
std::string nearest_name(std::string_view name, std::span<const std::string> known);

}  // namespace penumbra
