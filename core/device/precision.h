#pragma once

#include <torch/types.h>

#include "device/device.h"

namespace penumbra::device {

/// While it lives, matrix products of this thread run in bf16 where `compute` says so. Weights are
/// rounded once and kept: see `forget_rounded_weights`.
class Autocast {
 public:
  explicit Autocast(const Compute& compute);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  torch::DeviceType type_;
  bool active_;
  bool enabled_before_ = false;
  torch::ScalarType type_before_ = torch::kFloat;
};

/// Forgets the weights that Autocast keeps. Needed where weights change while one lives, and
/// between passes without gradients and those with: the gradients of these would end at what those
/// rounded.
void forget_rounded_weights();

/// x, in float32 where a product in bf16 made it.
torch::Tensor in_float(const torch::Tensor& x);

}  // namespace penumbra::device
