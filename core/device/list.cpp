#include "device/list.h"

#include <torch/cuda.h>

#include <algorithm>
#include <thread>

#include "device/device.h"
#include "device/memory.h"
#include "device/processor.h"

#ifdef PENUMBRA_CUDA
#include <ATen/cuda/CUDAContext.h>
#endif

namespace penumbra::device {
std::vector<DeviceInfo> list_devices() {
  std::vector<DeviceInfo> found;
#ifdef PENUMBRA_CUDA
  const auto count = static_cast<int>(torch::cuda::device_count());
  for (int index = 0; index < count; ++index) {
    const auto name = "cuda:" + std::to_string(index);
    found.push_back({name,
                     at::cuda::getDeviceProperties(static_cast<c10::DeviceIndex>(index))->name,
                     available_memory(choose({.device = name}))});
  }
#endif
  const auto threads = std::max(1U, std::thread::hardware_concurrency());
  found.push_back(
      {"cpu",
       processor_name() + ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads"),
       available_memory()});
  return found;
}

}  // namespace penumbra::device
