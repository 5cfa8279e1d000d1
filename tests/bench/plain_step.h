#pragma once

#include <torch/types.h>

#include <map>
#include <string>

#include "method/optimisation.h"
#include "model/network.h"
#include "train/options.h"
#include "train/train_step.h"

namespace penumbra::bench {

/// Seconds by part of a step.
using Breakdown = std::map<std::string, double>;

/// The training step in the published order of work: three CAM passes, every token projected by
/// student and teacher, PAR's weights computed for each of its runs, a label of each view.
class PlainStep {
 public:
  PlainStep(model::Network student, model::Network teacher, const train::TrainOptions& options);

  /// All losses on, in the uncertain phase; `noise` orders the mask blocks.
  train::StepResult run(const train::StepInput& input, const torch::Tensor& noise,
                        std::int64_t step, Breakdown& seconds);

 private:
  train::TrainOptions options_;
  model::Network student_, teacher_;
  method::Optimiser optimiser_;
  torch::Tensor class_centre_, patch_centre_;
};

/// PAR as published: the 48 shifted copies are stacked, for the image and again in each iteration.
torch::Tensor plain_refine(const torch::Tensor& image, const torch::Tensor& scores, int iterations);

}  // namespace penumbra::bench
