#pragma once

#include <cstdint>

#include "device/device.h"
#include "model/network.h"
#include "train/options.h"

namespace penumbra::train {

/// The networks of a run and what they are computed with.
struct RunState {
  device::Compute compute;
  model::Network student{nullptr};
  model::Network teacher{nullptr};  ///< empty without a masked view
};

/// Makes the networks that `options` ask for, in main memory: the student with initial weights.
/// classes: without background. Throws Error where the device of `state.compute` has too little
/// memory.
void build_networks(RunState& state, const TrainOptions& options, int classes);

/// Moves both to the device of `state.compute`.
void move_to_device(RunState& state);

}  // namespace penumbra::train
