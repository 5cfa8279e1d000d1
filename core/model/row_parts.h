#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace penumbra::model {

inline constexpr std::size_t most_rows = 96;  ///< rows whose activations lie in the cache together

/// Rows that a thread takes at a time: whole strips, few enough that all threads end together.
inline std::int64_t part_rows(std::size_t rows, std::size_t strip) {
  const auto share = rows / (8 * static_cast<std::size_t>(at::get_num_threads()));
  return static_cast<std::int64_t>(std::clamp(share, strip, most_rows) / strip * strip);
}

}  // namespace penumbra::model
