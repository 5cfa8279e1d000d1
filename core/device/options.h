#pragma once

#include <string>

namespace penumbra::device {

/// Where and how tensors are computed.
struct DeviceOptions {
  std::string device = "auto";     ///< auto, cpu, cuda, cuda:N
  std::string precision = "auto";  ///< auto, float32, bf16
  int threads = 0;                 ///< of LibTorch; 0: all cores
};

}  // namespace penumbra::device
