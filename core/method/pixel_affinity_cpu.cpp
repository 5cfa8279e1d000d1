#include "method/pixel_affinity_cpu.h"

#include <array>
#include <cmath>
#include <vector>

#include "method/vectorised.h"

namespace penumbra::method {
namespace {

constexpr std::array<int, 6> dilations{1, 2, 4, 8, 12, affinity_reach};
constexpr std::array<NeighbourOffset, 8> directions{
    {{-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}}};

}  // namespace

NeighbourOffset neighbour_offset(int k) {
  const int dilation = dilations[static_cast<std::size_t>(k / 8)];
  const auto& direction = directions[static_cast<std::size_t>(k % 8)];
  return {direction.row * dilation, direction.column * dilation};
}

PENUMBRA_VECTORISED
void affinity_logits_row(const float* padded, int height, int width, int row, float* logits) {
  const std::size_t stride = static_cast<std::size_t>(width) + 2 * affinity_reach;
  const std::size_t plane = (static_cast<std::size_t>(height) + 2 * affinity_reach) * stride;
  std::vector<float> buffer(3 * static_cast<std::size_t>(width));
  float* const mean = buffer.data();
  float* const square = mean + width;
  float* const inverse = square + width;
  for (int i = 0; i < affinity_neighbours * width; ++i) logits[i] = 0;
  for (int c = 0; c < 3; ++c) {
    const float* const centre = padded + static_cast<std::size_t>(c) * plane +
                                (static_cast<std::size_t>(row) + affinity_reach) * stride +
                                affinity_reach;
    for (int x = 0; x < width; ++x) mean[x] = square[x] = 0;
    // Variance around the centre pixel's value: the neighbours lie close to it, so nothing cancels.
    for (int k = 0; k < affinity_neighbours; ++k) {
      const auto offset = neighbour_offset(k);
      const float* const neighbour =
          centre + static_cast<std::ptrdiff_t>(stride) * offset.row + offset.column;
      for (int x = 0; x < width; ++x) mean[x] += neighbour[x] - centre[x];
    }
    for (int x = 0; x < width; ++x) mean[x] /= affinity_neighbours;
    for (int k = 0; k < affinity_neighbours; ++k) {
      const auto offset = neighbour_offset(k);
      const float* const neighbour =
          centre + static_cast<std::ptrdiff_t>(stride) * offset.row + offset.column;
      for (int x = 0; x < width; ++x) {
        const float d = neighbour[x] - centre[x] - mean[x];
        square[x] += d * d;
      }
    }
    for (int x = 0; x < width; ++x)
      inverse[x] = 1.0F / ((std::sqrt(square[x] / (affinity_neighbours - 1)) + 1e-8F) * 0.3F);
    for (int k = 0; k < affinity_neighbours; ++k) {
      const auto offset = neighbour_offset(k);
      const float* const neighbour =
          centre + static_cast<std::ptrdiff_t>(stride) * offset.row + offset.column;
      float* const out = logits + static_cast<std::size_t>(k) * static_cast<std::size_t>(width);
      for (int x = 0; x < width; ++x) {
        const float d = (neighbour[x] - centre[x]) * inverse[x];
        out[x] -= d * d * (1.0F / 3.0F);
      }
    }
  }
}

PENUMBRA_VECTORISED
void affinity_apply_row(const float* padded, int width, int row, const float* weights, float* out) {
  const std::size_t stride = static_cast<std::size_t>(width) + 2 * affinity_reach;
  const float* const centre =
      padded + (static_cast<std::size_t>(row) + affinity_reach) * stride + affinity_reach;
  for (int x = 0; x < width; ++x) out[x] = 0;
  for (int k = 0; k < affinity_neighbours; ++k) {
    const auto offset = neighbour_offset(k);
    const float* const neighbour =
        centre + static_cast<std::ptrdiff_t>(stride) * offset.row + offset.column;
    const float* const weight =
        weights + static_cast<std::size_t>(k) * static_cast<std::size_t>(width);
    for (int x = 0; x < width; ++x) out[x] += weight[x] * neighbour[x];
  }
}

}  // namespace penumbra::method
