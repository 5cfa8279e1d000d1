#pragma once

#include <torch/types.h>

#include <functional>
#include <vector>

#include "base/job.h"

namespace penumbra::label {

/// An image that the pixel classifier is fitted on.
struct FittedImage {
  torch::Tensor start_labels;  ///< h x w
  torch::Tensor candidates;    ///< C of bool
};

/// Fits the pixel classifier to start labels, and then by rounds of self-training (method.md
/// section 12). patches: of an image, standardised, P x h x w; asked for once a round. Returns P x
/// C, double. Throws Error where no patch has a label; Cancelled.
torch::Tensor fit_in_rounds(const std::vector<FittedImage>& images,
                            const std::function<torch::Tensor(std::size_t)>& patches, int rounds,
                            JobControl& control, ProgressSink& progress);

}  // namespace penumbra::label
