#pragma once

#include <span>
#include <vector>

#include "crf/lattice_kernels.h"
#include "crf/pairwise_kernel.h"
#include "crf/rows.h"

namespace penumbra::crf {

/// What mean-field inference works on. `probability` holds a row of `blocks` blocks for each pixel.
struct MeanFieldInput {
  std::span<const PairwiseKernel> pairwise;
  const float* probability;
  std::size_t pixels;
  int blocks;
};

/// Mean-field iterations on one thread. Each is one pass over the pixels, which receives the
/// messages of the last marginals and splats the new ones, and the blur of the lattices.
class SerialMeanField {
 public:
  SerialMeanField(const MeanFieldInput& input, const LatticeKernels& kernels);

  void iterate();
  /// The marginals of pixels [begin, end), a row each.
  void marginals(std::size_t begin, std::size_t end, float* rows) const;

 private:
  MeanFieldInput input_;
  const LatticeKernels& kernels_;
  bool has_messages_ = false;
  std::vector<MeanFieldTerm> terms_;
  std::vector<RowBuffer> blurred_;  ///< what is sliced, by kernel
  std::vector<RowBuffer> target_;   ///< what is splatted into, by kernel
};

/// The same on several threads, with the same results to the last bit: marginals are stored, and
/// each vertex sums up its own points. The kernels have to know their `points`.
class ParallelMeanField {
 public:
  ParallelMeanField(const MeanFieldInput& input, const LatticeKernels& kernels, int threads);

  void iterate();
  void marginals(std::size_t begin, std::size_t end, float* rows) const;

 private:
  MeanFieldInput input_;
  const LatticeKernels& kernels_;
  int threads_;
  bool has_messages_ = false;
  std::vector<MeanFieldTerm> terms_;
  std::vector<RowBuffer> rows_;
  std::vector<RowBuffer> spare_;
  RowBuffer marginals_;
};

}  // namespace penumbra::crf
