#pragma once

#include <torch/torch.h>

#include "device/device.h"

namespace penumbra::device {

/// While it lives, matrix products of this thread run in bf16 where `compute` says so.
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

}  // namespace penumbra::device
