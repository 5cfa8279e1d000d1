#pragma once

#include <torch/torch.h>

#include <array>

namespace penumbra::method {

/// ImageNet statistics of RGB in [0,1], which encoders expect.
inline constexpr std::array<float, 3> image_mean{0.485F, 0.456F, 0.406F};
inline constexpr std::array<float, 3> image_std{0.229F, 0.224F, 0.225F};

/// RGB in [0,1], B x 3 x H x W -> normalised.
torch::Tensor normalise_image(const torch::Tensor& image);

/// Back to 0-255, neither rounded nor clamped.
torch::Tensor denormalise_image(const torch::Tensor& normalised);

/// Back to 0-255, truncated to whole numbers (8 bits), then divided by 255: what PAR sees.
torch::Tensor displayed_image(const torch::Tensor& normalised);

}  // namespace penumbra::method
