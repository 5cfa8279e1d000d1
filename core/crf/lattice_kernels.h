#pragma once

#include <cstddef>
#include <cstdint>

#include "crf/instruction_set.h"
#include "crf/permutohedral_lattice.h"

namespace penumbra::crf {

/// Channels of a row come in blocks of this many floats; unused ones are zero.
inline constexpr int block_width = 4;

/// Floats of a row that holds `channels` channels: one block, or an even number of them, so that a
/// vector of two blocks never lies across two cache lines.
constexpr std::size_t row_width(int channels) {
  constexpr int pair = 2 * block_width;
  return static_cast<std::size_t>(channels <= block_width ? block_width
                                                          : (channels + pair - 1) / pair * pair);
}

/// Where the points of a tile lie in the lattice: the nearest vertex of remainder 0 in units of
/// (dimensions + 1), the offset from it in the same units and the rank of that offset, a row each
/// coordinate.
struct EmbeddedTile {
  static constexpr int max_coordinates = PermutohedralLattice::max_dimensions + 1;
  alignas(64) std::int32_t base[max_coordinates][tile_points];
  alignas(64) float offset[max_coordinates][tile_points];
  alignas(64) std::int32_t rank[max_coordinates][tile_points];
};

/// The two neighbours of a vertex along one lattice direction; 0 where there is none.
struct NeighbourPair {
  std::uint32_t before;
  std::uint32_t after;
};

inline constexpr std::uint32_t chain_end = 0x80000000u;
inline constexpr std::size_t chain_lookahead = 12;

/// One kernel of the dense CRF in a mean-field step, between the marginals that it has filtered and
/// those that it is to filter next.
struct MeanFieldTerm {
  const Corner* corners;
  std::size_t corner_count;
  const float* normalization;  ///< 1 / sqrt(kernel applied to 1), a value each pixel
  float scale;                 ///< weight of the kernel times the lattice's slice scale
  const float* blurred;        ///< vertex rows to slice from
  float* splatted;             ///< vertex rows to add to; null where the marginals are only kept
};

/// A mean-field step on interleaved rows: messages from `term_count` blurred lattices, marginals
/// proportional to probability * exp(message), splatted into the next lattices and, if `marginals`
/// is not null, stored there from the range's first pixel on.
struct MeanFieldStep {
  const float* probability;
  const MeanFieldTerm* terms;
  int term_count;
  bool receive;  ///< false in the first step, which has no messages yet
  float* marginals;
  int blocks;
};

/// The inner loops, in one form. Rows of values are `blocks` * block_width floats; ranges are half
/// open.
struct LatticeKernels {
  /// Embeds points [first, first + count): `features` holds planes of `stride` points.
  void (*embed)(const float* features, std::size_t stride, std::size_t first, std::size_t count,
                int dimensions, const float* scale, EmbeddedTile& tile);
  /// Adds the rows of points [begin, end) to their vertices; rows[0] is that of point `begin`.
  void (*splat)(const Corner* corners, std::size_t corner_count, std::size_t begin, std::size_t end,
                const float* rows, float* vertices, int blocks);
  /// What `splat` gives vertex rows [begin, end), summed in the same order from lists of the points
  /// of each vertex: `points[k]` for k in [starts[v], starts[v + 1]), the corner's `vertex` being
  /// the point. `scale` is null or a factor a point.
  void (*gather)(const std::uint32_t* starts, const Corner* points, const float* scale,
                 std::size_t begin, std::size_t end, const float* rows, float* vertices,
                 int blocks);
  /// Blurs vertex rows [begin, end) along one direction with (1/2, 1, 1/2).
  void (*blur)(const NeighbourPair* neighbours, std::size_t begin, std::size_t end,
               const float* from, float* to, int blocks);
  /// Blurs whole chains of neighbours in place: `chain[k]` for k in [begin, end) is a vertex, the
  /// highest bit set on the last one of a chain. Entries up to `chain_lookahead` behind the end are
  /// read, too.
  void (*blur_chains)(const std::uint32_t* chain, std::size_t begin, std::size_t end, float* rows,
                      int blocks);
  /// Interpolates the rows of points [begin, end); rows[0] is that of point `begin`.
  void (*slice)(const Corner* corners, std::size_t corner_count, float scale, std::size_t begin,
                std::size_t end, const float* vertices, float* rows, int blocks);
  void (*mean_field)(const MeanFieldStep& step, std::size_t begin, std::size_t end);
};

/// The kernels to use for rows of so many blocks; embedding uses none.
const LatticeKernels& lattice_kernels(InstructionSet set, int blocks);

}  // namespace penumbra::crf
