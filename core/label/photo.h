#pragma once

#include <torch/types.h>

#include "image/image.h"

namespace penumbra::label {

/// RGB in [0,1] at another size, 1 x 3 x height x width: bilinear with half-pixel centres, no
/// antialiasing, as of a tensor. Takes no more memory than its result.
torch::Tensor photo_tensor(const image::Image& photo, image::Size size);

/// The same, normalised as encoders expect it.
torch::Tensor encoder_input(const image::Image& photo, image::Size size);

}  // namespace penumbra::label
