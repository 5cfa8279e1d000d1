#pragma once

#include <algorithm>
#include <vector>

namespace penumbra::label {

/// The two old positions that a new one lies between, and the share of the second.
struct Tap {
  int first = 0;
  int second = 0;
  float share = 0;
};

/// Bilinear interpolation along an axis, half-pixel centres, ends repeated.
inline std::vector<Tap> taps(int from, int to) {
  std::vector<Tap> result(static_cast<std::size_t>(to));
  const float scale = static_cast<float>(from) / static_cast<float>(to);
  for (int i = 0; i < to; ++i) {
    const float at = std::max(0.F, (static_cast<float>(i) + 0.5F) * scale - 0.5F);
    const int first = std::min(static_cast<int>(at), from - 1);
    result[static_cast<std::size_t>(i)] = {first, std::min(first + 1, from - 1),
                                           at - static_cast<float>(first)};
  }
  return result;
}

}  // namespace penumbra::label
