#pragma once

#include <torch/types.h>

#include "train/loader.h"
#include "train/train_step.h"

namespace penumbra::train {

/// A batch's numbers as tensors on a device. batch must outlive them. classes: K.
StepInput step_input(Batch& batch, int classes, torch::Device device);

}  // namespace penumbra::train
