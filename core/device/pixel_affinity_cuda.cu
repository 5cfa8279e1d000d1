#include <cuda_runtime.h>

#include "base/error.h"
#include "device/pixel_affinity_cuda.h"

namespace penumbra::device {
namespace {

constexpr int neighbours = 48;
constexpr int threads = 128;

/// A block takes `threads` pixels of a row; a pixel's weights are read once for all channels.
__global__ void refine(const float* __restrict__ weights, const float* __restrict__ scores,
                       const std::int32_t* __restrict__ offsets, float* __restrict__ out,
                       int channels, int height, int width) {
  const int x = static_cast<int>(blockIdx.x) * threads + static_cast<int>(threadIdx.x);
  const int y = static_cast<int>(blockIdx.y);
  const std::int64_t b = blockIdx.z;
  if (x >= width) return;
  float weight[neighbours];
  int index[neighbours];
  const float* row = weights + (b * height + y) * neighbours * static_cast<std::int64_t>(width) + x;
#pragma unroll
  for (int k = 0; k < neighbours; ++k) {
    weight[k] = row[static_cast<std::int64_t>(k) * width];
    const int near_y = min(max(y + offsets[2 * k], 0), height - 1);
    const int near_x = min(max(x + offsets[2 * k + 1], 0), width - 1);
    index[k] = near_y * width + near_x;
  }
  const std::int64_t area = static_cast<std::int64_t>(height) * width;
  for (int c = 0; c < channels; ++c) {
    const float* plane = scores + (b * channels + c) * area;
    float sum = 0;
#pragma unroll
    for (int k = 0; k < neighbours; ++k) sum += weight[k] * __ldg(plane + index[k]);
    out[(b * channels + c) * area + static_cast<std::int64_t>(y) * width + x] = sum;
  }
}

}  // namespace

void refine_iteration_cuda(const float* weights, const float* scores, const std::int32_t* offsets,
                           float* out, std::int64_t batch, std::int64_t channels,
                           std::int64_t height, std::int64_t width, void* stream) {
  const dim3 grid(static_cast<unsigned>((width + threads - 1) / threads),
                  static_cast<unsigned>(height), static_cast<unsigned>(batch));
  refine<<<grid, threads, 0, static_cast<cudaStream_t>(stream)>>>(
      weights, scores, offsets, out, static_cast<int>(channels), static_cast<int>(height),
      static_cast<int>(width));
  const cudaError_t code = cudaGetLastError();
  if (code != cudaSuccess)
    throw Error(cudaGetErrorString(code), "refinement on the GPU",
                "Train with --device cpu, or check the driver");
}

}  // namespace penumbra::device
