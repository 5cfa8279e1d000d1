#include "method/gpu_lattice.h"

#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <span>

namespace penumbra::method {
namespace {

/// The memory stays taken while `kept` does; afterwards LibTorch uses it for what its stream does
/// next.
device::DeviceMemory memory_of(const torch::TensorOptions& options,
                               std::vector<torch::Tensor>& kept) {
  return [=, &kept](std::size_t bytes) {
    kept.push_back(torch::empty({static_cast<std::int64_t>(bytes)}, options.dtype(torch::kUInt8)));
    return kept.back().data_ptr();
  };
}

crf::LatticeKeys keys_of(const torch::Tensor& features) {
  const auto dimensions = features.size(1);
  const auto scale = crf::lattice_scale(static_cast<int>(dimensions));
  const auto ends =
      torch::stack({features.amin({0, 2}), features.amax({0, 2})}).to(torch::kCPU, torch::kFloat64);
  auto scaled = ends.contiguous();
  double* const values = scaled.data_ptr<double>();
  for (std::int64_t i = 0; i < 2 * dimensions; ++i)
    values[i] *= static_cast<double>(scale[static_cast<std::size_t>(i % dimensions)]);
  const auto count = static_cast<std::size_t>(dimensions);
  return crf::lay_out_keys(std::span(values, count), std::span(values + count, count));
}

device::LatticeCuda build(const torch::Tensor& features, std::vector<torch::Tensor>& memory) {
  const c10::cuda::CUDAGuard guard(features.device());
  const auto planes = features.to(torch::kFloat32).contiguous();
  std::vector<torch::Tensor> scratch;
  return {planes.const_data_ptr<float>(),
          static_cast<int>(planes.size(1)),
          static_cast<std::uint32_t>(planes.size(0)),
          static_cast<std::uint32_t>(planes.size(2)),
          keys_of(planes),
          memory_of(planes.options(), memory),
          memory_of(planes.options(), scratch),
          c10::cuda::getCurrentCUDAStream().stream()};
}

}  // namespace

GpuLattice::GpuLattice(const torch::Tensor& features) : lattice_(build(features, memory_)) {}

torch::Tensor GpuLattice::filter(const torch::Tensor& rows) const {
  const c10::cuda::CUDAGuard guard(rows.device());
  const auto values = rows.to(torch::kFloat32).contiguous();
  auto result = torch::empty_like(values);
  std::vector<torch::Tensor> scratch;
  lattice_.filter(values.const_data_ptr<float>(), static_cast<int>(values.size(1)),
                  result.data_ptr<float>(), memory_of(values.options(), scratch));
  return result;
}

}  // namespace penumbra::method
