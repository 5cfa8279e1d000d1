#pragma once

#include "model/options.h"
#include "train/options.h"

namespace penumbra::train {

/// The network that a run trains. classes: K, background not counted. Throws UsageError for an
/// unknown encoder.
model::NetworkOptions network_options(const TrainOptions& options, int classes);

}  // namespace penumbra::train
