#pragma once

#include <cstdint>

namespace penumbra::device {

/// One iteration of pixel-adaptive refinement on the current CUDA device, on the stream given (a
/// cudaStream_t): out = sum over the 48 neighbours of weight * neighbour's score, edges replicated.
/// scores, out: B x C x H x W; weights: B x H x 48 x W; offsets: 48 pairs of row and column, all on
/// the device. The order of sums is fixed. Throws Error if the launch fails.
void refine_iteration_cuda(const float* weights, const float* scores, const std::int32_t* offsets,
                           float* out, std::int64_t batch, std::int64_t channels,
                           std::int64_t height, std::int64_t width, void* stream);

}  // namespace penumbra::device
