#pragma once

#include <optional>
#include <span>
#include <vector>

#include "crf/permutohedral_lattice.h"
#include "crf/vertex_blur.h"
#include "crf/vertex_points.h"

namespace penumbra::crf {

/// A Gaussian kernel of the dense CRF on its lattice.
struct PairwiseKernel {
  /// features: `dimensions` planes, divided by their standard deviations.
  PairwiseKernel(std::span<const float> features, int dimensions, float kernel_weight, int threads,
                 InstructionSet set);

  PermutohedralLattice lattice;
  VertexBlur blur;
  float weight;
  std::vector<float> normalization;    ///< 1 / sqrt(kernel applied to 1), a value each pixel
  std::optional<VertexPoints> points;  ///< only for several threads

 private:
  void normalize(const LatticeKernels& kernels);
};

}  // namespace penumbra::crf
