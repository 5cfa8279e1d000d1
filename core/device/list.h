#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace penumbra::device {

/// What this build and machine can compute on.
struct DeviceInfo {
  std::string name;              ///< as of DeviceOptions: cpu, cuda:0, ...
  std::string model;             ///< e.g. "NVIDIA H100", "AMD EPYC 7B13, 16 threads"
  std::int64_t free_memory = 0;  ///< bytes; 0 where the system does not say
};

/// Those that were found, what `auto` takes first. May take a second where there is a GPU.
std::vector<DeviceInfo> list_devices();

}  // namespace penumbra::device
