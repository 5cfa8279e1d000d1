#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>

#include "device/options.h"

namespace penumbra::device {

/// What DeviceOptions came to on this machine.
struct Compute {
  torch::Device device = torch::kCPU;
  bool bf16 = false;  ///< matrix products in bf16 (autocast), everything else in float32
  /// On a CPU that is fast at bf16 and was not told to use float32: it may be taken where it does
  /// not show in the results (model::PackedPasses), and in steps that allow it
  /// (model::Bf16Products).
  bool bf16_allowed = false;
  int threads = 1;      ///< of LibTorch
  std::string summary;  ///< one line for a log: what was chosen, and why
};

/// Chooses. auto: the first CUDA GPU that this build and machine have, else the CPU; bf16 on a GPU
/// that has it, float32 on a CPU. Where it chose a GPU, LibTorch computes there without TF32 and
/// with sums in a fixed order from then on. Throws UsageError for a name that means nothing, a GPU
/// that is not there, or bf16 on a processor without it.
Compute choose(const DeviceOptions& options);

/// Gives LibTorch that many threads, for work that the calling thread starts.
void use_threads(int threads);

/// Bytes that are free for tensors of that device; 0 where the system does not say.
std::int64_t available_memory(const Compute& compute);

}  // namespace penumbra::device
