#include <cuda_runtime.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cub/device/device_radix_sort.cuh>
#include <cub/device/device_scan.cuh>
#include <limits>
#include <utility>

#include "base/error.h"
#include "device/lattice_cuda.h"

namespace penumbra::device {
namespace {

constexpr int block_threads = 256;
constexpr unsigned most_blocks = 2048;

void check(cudaError_t code) {
  if (code != cudaSuccess)
    throw Error(cudaGetErrorString(code), "lattice filter on the GPU",
                "Use --device cpu, or check the driver");
}

/// body(i) for i in [first, end).
template <typename Body>
__global__ void for_each(std::uint32_t first, std::uint32_t end, Body body) {
  for (std::uint64_t i = first + blockIdx.x * static_cast<std::uint64_t>(blockDim.x) + threadIdx.x;
       i < end; i += static_cast<std::uint64_t>(gridDim.x) * blockDim.x)
    body(static_cast<std::uint32_t>(i));
}

/// body(i, channel) likewise; neighbouring threads take neighbouring channels.
template <typename Body>
__global__ void for_each_channel(std::uint32_t first, std::uint32_t end, int channels, Body body) {
  for (std::uint64_t i = first + blockIdx.x * static_cast<std::uint64_t>(blockDim.y) + threadIdx.y;
       i < end; i += static_cast<std::uint64_t>(gridDim.x) * blockDim.y)
    for (int c = static_cast<int>(threadIdx.x); c < channels; c += static_cast<int>(blockDim.x))
      body(static_cast<std::uint32_t>(i), c);
}

/// Launches on a stream.
class Launches {
 public:
  explicit Launches(void* stream) : stream_(static_cast<cudaStream_t>(stream)) {}

  template <typename Body>
  void each(std::uint32_t first, std::uint32_t end, const Body& body) const {
    for_each<<<blocks(end - first, block_threads), block_threads, 0, stream_>>>(first, end, body);
    check(cudaGetLastError());
  }

  template <typename Body>
  void each_channel(std::uint32_t first, std::uint32_t end, int channels, const Body& body) const {
    const dim3 block = threads(channels);
    for_each_channel<<<blocks(end - first, block.y), block, 0, stream_>>>(first, end, channels,
                                                                          body);
    check(cudaGetLastError());
  }

 private:
  static unsigned blocks(std::uint32_t count, unsigned of_block) {
    const auto all = (static_cast<std::uint64_t>(count) + of_block - 1) / of_block;
    return static_cast<unsigned>(all < most_blocks ? all : most_blocks);
  }
  static dim3 threads(int channels) {
    const unsigned across = std::min(32U, std::bit_ceil(static_cast<unsigned>(channels)));
    return {across, block_threads / across};
  }

  cudaStream_t stream_;
};

template <typename T>
T* take(const DeviceMemory& memory, std::size_t count) {
  return static_cast<T*>(memory(count * sizeof(T)));
}

template <int Dimensions>
void embed(const LatticeArrays& a, const float* features, std::uint32_t points_of_image,
           const Launches& launches) {
  launches.each(0, a.points, [=] __device__(std::uint32_t point) {
    const std::uint64_t image = point / points_of_image;
    std::uint64_t keys[Dimensions + 1];
    float weights[Dimensions + 1];
    const float* feature =
        features + image * Dimensions * points_of_image + point % points_of_image;
    embed_point<Dimensions>(a.form, feature, points_of_image, image, keys, weights);
    const std::uint64_t first = static_cast<std::uint64_t>(point) * (Dimensions + 1);
    for (int r = 0; r <= Dimensions; ++r) {
      a.corner_keys[first + r] = keys[r];
      a.weights[first + r] = weights[r];
      a.heads[first + r] = static_cast<std::uint32_t>(first) + r;  // until they are sorted
    }
  });
}

void embed_points(const LatticeArrays& a, const float* features, std::uint32_t points_of_image,
                  const Launches& launches) {
  switch (a.form.dimensions) {
    case 1:
      return embed<1>(a, features, points_of_image, launches);
    case 2:
      return embed<2>(a, features, points_of_image, launches);
    case 3:
      return embed<3>(a, features, points_of_image, launches);
    case 4:
      return embed<4>(a, features, points_of_image, launches);
    default:
      return embed<5>(a, features, points_of_image, launches);
  }
}

void mark_heads(const LatticeArrays& a, const Launches& launches) {
  launches.each(0, a.corners, [=] __device__(std::uint32_t place) { mark_head(a, place); });
}

void number_places(const LatticeArrays& a, const Launches& launches) {
  launches.each(0, a.corners, [=] __device__(std::uint32_t place) { number_place(a, place); });
}

void connect_vertices(const LatticeArrays& a, const Launches& launches) {
  launches.each(1, a.rows, [=] __device__(std::uint32_t vertex) { connect_vertex(a, vertex); });
}

/// A step of CUB, which is first asked how much memory it needs.
template <typename Step>
void with_storage(const DeviceMemory& memory, const Step& step) {
  std::size_t bytes = 0;
  check(step(nullptr, bytes));
  void* storage = memory(bytes);
  check(step(storage, bytes));
}

}  // namespace

LatticeCuda::LatticeCuda(const float* features, int dimensions, std::uint32_t images,
                         std::uint32_t points, const crf::LatticeKeys& keys,
                         const DeviceMemory& memory, const DeviceMemory& scratch, void* stream)
    : stream_(stream) {
  auto& a = arrays_;
  const auto corners_of_point = static_cast<std::uint32_t>(dimensions) + 1;
  const auto corners = static_cast<std::uint64_t>(images) * points * corners_of_point;
  const int bits = static_cast<int>(keys.bits) + std::bit_width(images - 1);
  if (bits > 64 || corners > std::numeric_limits<std::int32_t>::max() - 2)
    throw Error("the images of a batch are too many or too large", "lattice filter on the GPU",
                "Use a smaller batch or smaller images");
  a.form.dimensions = dimensions;
  const auto scale = crf::lattice_scale(dimensions);
  for (int i = 0; i < most_lattice_dimensions; ++i) a.form.scale[i] = scale[i];
  for (int i = 0; i <= most_lattice_dimensions; ++i) {
    a.form.step[i] = keys.step[i];
    a.form.lowest[i] = keys.lowest[i];
  }
  a.form.all_steps = keys.all_steps;
  a.form.remainder_mask =
      (std::uint64_t{1} << std::bit_width(static_cast<unsigned>(dimensions))) - 1;
  a.form.image_bit = keys.bits < 64 ? keys.bits : 0;  // one image: its number is 0
  a.points = images * points;
  a.corners_of_point = corners_of_point;
  a.corners = static_cast<std::uint32_t>(corners);
  a.weights = take<float>(memory, corners);
  a.vertices = take<std::uint32_t>(memory, corners);
  a.corner_at = take<std::uint32_t>(memory, corners);
  a.vertex_at = take<std::uint32_t>(memory, corners);
  a.starts = take<std::uint32_t>(memory, corners + 2);
  a.corner_keys = take<std::uint64_t>(scratch, corners);
  a.keys = take<std::uint64_t>(scratch, corners);
  a.heads = take<std::uint32_t>(scratch, corners);
  a.vertex_keys = take<std::uint64_t>(scratch, corners + 1);
  a.vertex_count = take<std::uint32_t>(scratch, 1);

  const Launches launches(stream);
  const auto cuda = static_cast<cudaStream_t>(stream);
  embed_points(a, features, points, launches);
  const auto items = static_cast<int>(a.corners);
  with_storage(scratch, [&](void* storage, std::size_t& bytes) {
    return cub::DeviceRadixSort::SortPairs(storage, bytes, a.corner_keys, a.keys, a.heads,
                                           a.corner_at, items, 0, bits, cuda);
  });
  mark_heads(a, launches);
  with_storage(scratch, [&](void* storage, std::size_t& bytes) {
    return cub::DeviceScan::InclusiveSum(storage, bytes, a.heads, a.vertex_at, items, cuda);
  });
  number_places(a, launches);
  std::uint32_t vertices = 0;
  check(cudaMemcpyAsync(&vertices, a.vertex_count, sizeof vertices, cudaMemcpyDeviceToHost, cuda));
  check(cudaStreamSynchronize(cuda));
  a.rows = vertices + 1;
  a.before = take<std::uint32_t>(memory, corners_of_point * static_cast<std::size_t>(a.rows));
  a.after = take<std::uint32_t>(memory, corners_of_point * static_cast<std::size_t>(a.rows));
  connect_vertices(a, launches);
}

void LatticeCuda::filter(const float* values, int channels, float* result,
                         const DeviceMemory& scratch) const {
  const LatticeArrays a = arrays_;
  const Launches launches(stream_);
  const std::uint32_t tiles = (a.corners + places_of_tile - 1) / places_of_tile;
  const auto width = static_cast<std::size_t>(channels);
  float* from = take<float>(scratch, a.rows * width);
  float* to = take<float>(scratch, a.rows * width);
  const LatticeRows rows{channels, values, from, take<float>(scratch, tiles * width),
                         take<float>(scratch, tiles * width)};
  for (float* row : {from, to})
    check(cudaMemsetAsync(row, 0, width * sizeof(float), static_cast<cudaStream_t>(stream_)));
  launches.each_channel(0, tiles, channels, [=] __device__(std::uint32_t tile, int channel) {
    splat_tile(a, rows, tile, channel);
  });
  launches.each_channel(1, a.rows, channels, [=] __device__(std::uint32_t vertex, int channel) {
    join_tiles(a, rows, vertex, channel);
  });
  for (int j = 0; j <= a.form.dimensions; ++j) {
    launches.each_channel(1, a.rows, channels, [=] __device__(std::uint32_t vertex, int channel) {
      blur_vertex(a, j, channels, from, to, vertex, channel);
    });
    std::swap(from, to);
  }
  const float scale = 1.0f / (1.0f + std::exp2(-static_cast<float>(a.form.dimensions)));
  launches.each_channel(0, a.points, channels, [=] __device__(std::uint32_t point, int channel) {
    slice_point(a, channels, scale, from, result, point, channel);
  });
}

}  // namespace penumbra::device
