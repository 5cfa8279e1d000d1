#pragma once

#include <cstdint>

#include "model/options.h"
#include "train/options.h"

namespace penumbra::train {

/// Bytes that a training step takes at most, roughly: parameters with gradients, moments and
/// teacher, activations kept for the backward pass, and what is computed a pixel.
/// parameters: of one network.
std::int64_t estimated_memory(const TrainOptions& options, const model::NetworkOptions& network,
                              std::int64_t parameters);

/// Throws Error, with what to change, where `estimate` is more than `available` (0: unknown).
void require_memory(std::int64_t estimate, std::int64_t available, const TrainOptions& options);

}  // namespace penumbra::train
