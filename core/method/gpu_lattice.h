#pragma once

#include <torch/types.h>

#include <vector>

#include "device/lattice_cuda.h"

namespace penumbra::method {

/// device::LatticeCuda on tensors. Only in builds with CUDA.
class GpuLattice {
 public:
  /// features: B x dimensions x N on a GPU, divided by the standard deviations. Waits for the GPU.
  /// Throws Error as crf::lay_out_keys.
  explicit GpuLattice(const torch::Tensor& features);

  /// rows: (B * N) x C. Returns the same size.
  torch::Tensor filter(const torch::Tensor& rows) const;

 private:
  std::vector<torch::Tensor> memory_;
  device::LatticeCuda lattice_;
};

}  // namespace penumbra::method
