#include "crf/lattice_keys.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

#include "base/error.h"

namespace penumbra::crf {

std::array<float, LatticeKeys::max_dimensions> lattice_scale(int dimensions) {
  const float spread = std::sqrt(2.0f / 3.0f) * static_cast<float>(dimensions + 1);
  std::array<float, LatticeKeys::max_dimensions> scale{};
  for (int i = 0; i < dimensions; ++i) {
    scale[static_cast<std::size_t>(i)] =
        spread / std::sqrt(static_cast<float>(i + 1) * static_cast<float>(i + 2));
  }
  return scale;
}

LatticeKeys lay_out_keys(std::span<const double> lowest, std::span<const double> highest) {
  const std::size_t d = lowest.size();
  for (std::size_t i = 0; i < d; ++i) {
    if (!std::isfinite(lowest[i]) || !std::isfinite(highest[i])) {
      throw Error("a value is not finite", "bilateral filter", "check the input image");
    }
  }
  LatticeKeys keys;
  auto bit = static_cast<unsigned>(std::bit_width(d));
  for (std::size_t j = 0; j < d; ++j) {
    double low = j > 0 ? -static_cast<double>(j) * highest[j - 1] : 0;
    double high = j > 0 ? -static_cast<double>(j) * lowest[j - 1] : 0;
    for (std::size_t k = j; k < d; ++k) {
      low += lowest[k];
      high += highest[k];
    }
    constexpr double margin = 4;
    const double first = std::floor(low / static_cast<double>(d + 1)) - margin;
    const double last = std::ceil(high / static_cast<double>(d + 1)) + margin;
    const double bits = std::ceil(std::log2(last - first + 1));
    if (bit + bits > 64 || std::max(-first, last) > 1e9) {
      throw Error("the standard deviations are too small for an image of this size",
                  "bilateral filter", "use larger ones or a smaller image");
    }
    keys.lowest[j] = static_cast<std::int32_t>(first);
    keys.step[j] = std::uint64_t{1} << bit;
    keys.all_steps += keys.step[j];
    bit += static_cast<unsigned>(bits);
  }
  keys.bits = bit;
  return keys;
}

}  // namespace penumbra::crf
