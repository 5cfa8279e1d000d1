#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "crf/lattice_keys.h"
#include "device/lattice_threads.h"

namespace penumbra::device {

/// Gives so many bytes of memory of the current CUDA device, aligned to 256.
using DeviceMemory = std::function<void*(std::size_t bytes)>;

/// crf::PermutohedralLattice for a batch of images at once, on the current CUDA device: corners are
/// sorted by their keys and added up in order (no atomics), so that the same values give the same
/// result each time. Throws Error where a launch fails.
class LatticeCuda {
 public:
  /// features: images x dimensions x points of one value each, divided by the standard deviations,
  /// on the device. keys: those of crf::lay_out_keys for the features of all images. memory: what
  /// it gives has to live as long as this; scratch: until the stream has done the work. stream: a
  /// cudaStream_t, which all work is put on, and waited for once. Throws Error where images and
  /// keys need more than 64 bits, or there are too many points.
  LatticeCuda(const float* features, int dimensions, std::uint32_t images, std::uint32_t points,
              const crf::LatticeKeys& keys, const DeviceMemory& memory, const DeviceMemory& scratch,
              void* stream);

  /// Filters rows of `channels` values, one row a point, image by image:
  /// crf::BilateralFilter::apply. scratch: as above. result may be `values`.
  void filter(const float* values, int channels, float* result, const DeviceMemory& scratch) const;

 private:
  LatticeArrays arrays_{};
  void* stream_;
};

}  // namespace penumbra::device
