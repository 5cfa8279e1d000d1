#pragma once

#include <cmath>
#include <cstdint>

#include "device/gpu_thread.h"

// What one thread of each kernel of pixel-adaptive refinement does (pixel_affinity_cuda.cu), in
// plain functions that a test without a GPU runs as well.

namespace penumbra::device {

inline constexpr int affinity_neighbours = 48;

/// Where the neighbours of a pixel lie, and what their distance adds to their weights.
struct AffinityNeighbours {
  std::int32_t row[affinity_neighbours];
  std::int32_t column[affinity_neighbours];
  float position[affinity_neighbours];
};

/// Index of neighbour k of pixel (x, y) in a plane; beyond an edge, that of the nearest pixel.
PENUMBRA_THREAD int neighbour_index(const AffinityNeighbours& neighbours, int k, int x, int y,
                                    int height, int width) {
  const int near_y = y + neighbours.row[k], near_x = x + neighbours.column[k];
  const int row = near_y < 0 ? 0 : near_y < height ? near_y : height - 1;
  const int column = near_x < 0 ? 0 : near_x < width ? near_x : width - 1;
  return row * width + column;
}

/// Weights of a pixel's neighbours. image: 3 planes; weights: of the pixel, those of its neighbours
/// `width` apart.
PENUMBRA_THREAD void affinity_of_pixel(const float* image, const AffinityNeighbours& neighbours,
                                       int x, int y, int height, int width, float* weights) {
  float logit[affinity_neighbours];
  PENUMBRA_THREAD_UNROLL
  for (int k = 0; k < affinity_neighbours; ++k) logit[k] = 0;
  for (int c = 0; c < 3; ++c) {
    const float* plane = image + static_cast<std::int64_t>(c) * height * width;
    const float centre = plane[y * width + x];
    float difference[affinity_neighbours];
    // Around the centre's value: the neighbours lie close to it, so nothing cancels.
    float mean = 0;
    PENUMBRA_THREAD_UNROLL
    for (int k = 0; k < affinity_neighbours; ++k) {
      difference[k] = plane[neighbour_index(neighbours, k, x, y, height, width)] - centre;
      mean += difference[k];
    }
    mean /= affinity_neighbours;
    float square = 0;
    PENUMBRA_THREAD_UNROLL
    for (int k = 0; k < affinity_neighbours; ++k) {
      const float d = difference[k] - mean;
      square += d * d;
    }
    const float inverse = 1.0F / ((sqrtf(square / (affinity_neighbours - 1)) + 1e-8F) * 0.3F);
    PENUMBRA_THREAD_UNROLL
    for (int k = 0; k < affinity_neighbours; ++k) {
      const float d = difference[k] * inverse;
      logit[k] -= d * d * (1.0F / 3.0F);
    }
  }
  float highest = logit[0];
  PENUMBRA_THREAD_UNROLL
  for (int k = 1; k < affinity_neighbours; ++k) highest = fmaxf(highest, logit[k]);
  float sum = 0;
  PENUMBRA_THREAD_UNROLL
  for (int k = 0; k < affinity_neighbours; ++k) {
    logit[k] = expf(logit[k] - highest);
    sum += logit[k];
  }
  PENUMBRA_THREAD_UNROLL
  for (int k = 0; k < affinity_neighbours; ++k)
    weights[static_cast<std::int64_t>(k) * width] = logit[k] / sum + neighbours.position[k];
}

/// One iteration on all channels of a pixel, whose weights are read once. weights: as above;
/// scores, out: `channels` planes.
PENUMBRA_THREAD void refine_pixel(const float* weights, const float* scores,
                                  const AffinityNeighbours& neighbours, float* out, int channels,
                                  int x, int y, int height, int width) {
  float weight[affinity_neighbours];
  int index[affinity_neighbours];
  PENUMBRA_THREAD_UNROLL
  for (int k = 0; k < affinity_neighbours; ++k) {
    weight[k] = weights[static_cast<std::int64_t>(k) * width];
    index[k] = neighbour_index(neighbours, k, x, y, height, width);
  }
  const std::int64_t area = static_cast<std::int64_t>(height) * width;
  for (int c = 0; c < channels; ++c) {
    const float* plane = scores + c * area;
    float sum = 0;
    PENUMBRA_THREAD_UNROLL
    for (int k = 0; k < affinity_neighbours; ++k) sum += weight[k] * plane[index[k]];
    out[c * area + static_cast<std::int64_t>(y) * width + x] = sum;
  }
}

}  // namespace penumbra::device
