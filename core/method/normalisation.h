#pragma once

#include <torch/types.h>

#include "image/statistics.h"

namespace penumbra::method {

using image::image_mean;
using image::image_std;

/// RGB in [0,1], B x 3 x H x W -> normalised.
torch::Tensor normalise_image(const torch::Tensor& image);

/// Back to 0-255, neither rounded nor clamped.
torch::Tensor denormalise_image(const torch::Tensor& normalised);

/// Back to 0-255, truncated to whole numbers (8 bits), then divided by 255: what PAR sees.
torch::Tensor displayed_image(const torch::Tensor& normalised);

}  // namespace penumbra::method
