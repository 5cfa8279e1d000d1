#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <utility>

#include "base/json.h"

namespace penumbra {

/// A whole number that a `T` holds; 5.0 counts as 5. Throws nlohmann::json::exception for any other
/// value, where get<T>() would wrap it, or cast what no T holds.
template <std::integral T>
T whole_number(const nlohmann::json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (std::in_range<T>(number)) return static_cast<T>(number);
  } else if (value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    if (std::in_range<T>(number)) return static_cast<T>(number);
  } else if (value.is_number_float()) {
    const auto number = value.get<double>();
    constexpr double exact = 9007199254740992;  // 2^53: below it doubles hold every whole number
    if (std::abs(number) < exact && number == std::floor(number) &&
        std::in_range<T>(static_cast<std::int64_t>(number)))
      return static_cast<T>(number);
  }
  throw nlohmann::json::type_error::create(302, "not a whole number in range", &value);
}

}  // namespace penumbra
