#include "crf/pairwise_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "crf/rows.h"

namespace penumbra::crf {

PairwiseKernel::PairwiseKernel(std::span<const float> features, int dimensions, float kernel_weight,
                               int threads, InstructionSet set)
    : lattice(features, dimensions, set), blur(lattice), weight(kernel_weight) {
  normalize(lattice_kernels(set, 1));
  if (threads > 1) points.emplace(lattice);
}

void PairwiseKernel::normalize(const LatticeKernels& kernels) {
  RowBuffer values(lattice.row_count() * block_width, block_width);
  RowBuffer spare(lattice.row_count() * block_width, block_width);
  std::array<float, tile_points * block_width> rows;
  rows.fill(1.0f);
  const std::size_t count = lattice.point_count();
  for (std::size_t begin = 0; begin < count; begin += tile_points) {
    clear_new_rows(lattice, begin / tile_points, block_width, values.data());
    kernels.splat(lattice.corners().data(), lattice.corner_count(), begin,
                  std::min(begin + tile_points, count), rows.data(), values.data(), 1);
  }
  const float* blurred = blur.apply(kernels, values.data(), spare.data(), 1);
  normalization.resize(count);
  for (std::size_t begin = 0; begin < count; begin += tile_points) {
    const std::size_t end = std::min(begin + tile_points, count);
    kernels.slice(lattice.corners().data(), lattice.corner_count(), lattice.slice_scale(), begin,
                  end, blurred, rows.data(), 1);
    for (std::size_t i = begin; i < end; ++i) {
      normalization[i] = 1.0f / std::sqrt(rows[(i - begin) * block_width] + 1e-20f);
    }
  }
}

}  // namespace penumbra::crf
