#pragma once

#include <cstdint>
#include <vector>

#include "crf/lattice_kernels.h"
#include "crf/permutohedral_lattice.h"

namespace penumbra::crf {

/// The blur of a lattice's vertex rows along every direction in turn, in the order that suits the
/// lattice: where neighbours have close numbers (a regular grid of points), in waves through two
/// buffers, so that rows are still cached when the next direction wants them; elsewhere chain after
/// chain of neighbours in place, so that each row is read and written once a direction and vertices
/// without neighbours are not touched.
class VertexBlur {
 public:
  explicit VertexBlur(const PermutohedralLattice& lattice);

  /// Blurs `rows`, using `spare`, row 0 of both being zero, and returns that of the two which holds
  /// the result. The result does not depend on `threads`.
  float* apply(const LatticeKernels& kernels, float* rows, float* spare, int blocks,
               int threads = 1) const;

 private:
  void make_chains(const PermutohedralLattice& lattice);
  float* in_waves(const LatticeKernels& kernels, float* from, float* to, int blocks) const;
  float* in_ranges(const LatticeKernels& kernels, float* from, float* to, int blocks,
                   int threads) const;
  void in_chains(const LatticeKernels& kernels, float* rows, int blocks, int threads) const;

  std::size_t row_count_;
  std::size_t reach_ = 0;  ///< the largest difference between the numbers of two neighbours
  std::vector<std::vector<NeighbourPair>> neighbours_;  ///< a direction each, or none
  std::vector<std::vector<std::uint32_t>> chains_;      ///< a direction each, or none
};

}  // namespace penumbra::crf
