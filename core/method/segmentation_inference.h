#pragma once

#include <torch/types.h>

#include <vector>

#include "model/network.h"

namespace penumbra::method {

/// Segmentation over several scales and their mirrors (method.md section 8): logits upsampled to
/// height x width, sum of both mirrors, maximum over the scales.
/// image: B x 3 x H x W, normalised. Returns B x C x height x width. Runs in evaluation mode
/// without gradients and leaves the network's mode as it was.
torch::Tensor multi_scale_segmentation(model::Network network, const torch::Tensor& image,
                                       std::int64_t height, std::int64_t width,
                                       const std::vector<double>& scales = {1.0, 1.25, 1.5});

}  // namespace penumbra::method
