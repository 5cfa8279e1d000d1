#pragma once

#include <cstdint>

#include "device/pixel_affinity_threads.h"

namespace penumbra::device {

// Pixel-adaptive refinement on the current CUDA device, on the stream given (a cudaStream_t). All
// tensors are on the device, dense; edges are replicated; the order of sums is fixed. Both throw
// Error if the launch fails.

/// Weights of each pixel's neighbours, B x H x 48 x W: softmax of -(colour difference / standard
/// deviation of the neighbours / 0.3)^2, mean over the colours, and what position adds.
/// image: B x 3 x H x W.
void affinity_weights_cuda(const float* image, const AffinityNeighbours& neighbours, float* weights,
                           std::int64_t batch, std::int64_t height, std::int64_t width,
                           void* stream);

/// One iteration: out = sum over the neighbours of weight * neighbour's score.
/// scores, out: B x C x H x W, not the same; weights: as above.
void refine_iteration_cuda(const float* weights, const float* scores,
                           const AffinityNeighbours& neighbours, float* out, std::int64_t batch,
                           std::int64_t channels, std::int64_t height, std::int64_t width,
                           void* stream);

}  // namespace penumbra::device
