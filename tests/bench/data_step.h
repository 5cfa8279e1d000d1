#pragma once

#include <vector>

#include "train/loader.h"
#include "train/options.h"

namespace penumbra::bench {

/// Seconds of each training step that was fed by a loader.
struct FedSteps {
  std::vector<double> computing;
  std::vector<double> waiting;  ///< for data
};

/// Trains a random network on what the loader gives, after a step that is not counted.
FedSteps run_fed_steps(train::Loader& loader, const train::TrainOptions& options, int classes,
                       int steps, int threads);

}  // namespace penumbra::bench
