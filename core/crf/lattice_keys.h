#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace penumbra::crf {

/// How a vertex of the permutohedral lattice becomes one 64-bit number. All coordinates of a vertex
/// leave the same remainder r modulo (d + 1), and they sum to 0, so r and the first d quotients
/// name it. r sits in the lowest bits; each quotient has a field of its own, wide enough that a
/// step never overflows into the next.
struct LatticeKeys {
  static constexpr int max_dimensions = 5;

  std::array<std::uint64_t, max_dimensions + 1>
      step{};  ///< of quotient 1; 0 for the last coordinate
  std::array<std::int32_t, max_dimensions + 1> lowest{};
  std::uint64_t all_steps = 0;
  unsigned bits = 0;  ///< that keys take
};

/// What features are multiplied by before they are embedded, so that the lattice's blur has a
/// variance of 1.
std::array<float, LatticeKeys::max_dimensions> lattice_scale(int dimensions);

/// lowest, highest: of each feature, scaled. Throws Error if one is not finite or they span too
/// many lattice cells.
LatticeKeys lay_out_keys(std::span<const double> lowest, std::span<const double> highest);

}  // namespace penumbra::crf
