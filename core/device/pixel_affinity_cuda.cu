#include <cuda_runtime.h>

#include "base/error.h"
#include "device/pixel_affinity_cuda.h"

namespace penumbra::device {
namespace {

constexpr int threads = 128;

/// A block takes `threads` pixels of a row.
dim3 grid_of(std::int64_t batch, std::int64_t height, std::int64_t width) {
  return {static_cast<unsigned>((width + threads - 1) / threads), static_cast<unsigned>(height),
          static_cast<unsigned>(batch)};
}

__global__ void __launch_bounds__(threads, 3)
    weigh(const float* __restrict__ image, const __grid_constant__ AffinityNeighbours neighbours,
          float* __restrict__ weights, int height, int width) {
  const int x = static_cast<int>(blockIdx.x) * threads + static_cast<int>(threadIdx.x);
  const int y = static_cast<int>(blockIdx.y);
  const std::int64_t b = blockIdx.z;
  if (x >= width) return;
  affinity_of_pixel(image + b * 3 * height * width, neighbours, x, y, height, width,
                    weights + (b * height + y) * affinity_neighbours * width + x);
}

__global__ void __launch_bounds__(threads, 4)
    refine(const float* __restrict__ weights, const float* __restrict__ scores,
           const __grid_constant__ AffinityNeighbours neighbours, float* __restrict__ out,
           int channels, int height, int width) {
  const int x = static_cast<int>(blockIdx.x) * threads + static_cast<int>(threadIdx.x);
  const int y = static_cast<int>(blockIdx.y);
  const std::int64_t b = blockIdx.z;
  if (x >= width) return;
  const std::int64_t first = b * channels * height * width;
  refine_pixel(weights + (b * height + y) * affinity_neighbours * width + x, scores + first,
               neighbours, out + first, channels, x, y, height, width);
}

void check_launch() {
  const cudaError_t code = cudaGetLastError();
  if (code != cudaSuccess)
    throw Error(cudaGetErrorString(code), "refinement on the GPU",
                "Use --device cpu, or check the driver");
}

}  // namespace

void affinity_weights_cuda(const float* image, const AffinityNeighbours& neighbours, float* weights,
                           std::int64_t batch, std::int64_t height, std::int64_t width,
                           void* stream) {
  weigh<<<grid_of(batch, height, width), threads, 0, static_cast<cudaStream_t>(stream)>>>(
      image, neighbours, weights, static_cast<int>(height), static_cast<int>(width));
  check_launch();
}

void refine_iteration_cuda(const float* weights, const float* scores,
                           const AffinityNeighbours& neighbours, float* out, std::int64_t batch,
                           std::int64_t channels, std::int64_t height, std::int64_t width,
                           void* stream) {
  refine<<<grid_of(batch, height, width), threads, 0, static_cast<cudaStream_t>(stream)>>>(
      weights, scores, neighbours, out, static_cast<int>(channels), static_cast<int>(height),
      static_cast<int>(width));
  check_launch();
}

}  // namespace penumbra::device
