#pragma once

#include <torch/types.h>

namespace penumbra::method {

/// Bilinear resizing of B x C x H x W, align_corners false, no antialiasing.
torch::Tensor resize_bilinear(const torch::Tensor& x, std::int64_t height, std::int64_t width);

/// PyTorch's `nearest` rule: source index = floor(target index * source size / target size).
/// B x C x H x W or B x H x W, any type.
torch::Tensor resize_nearest(const torch::Tensor& x, std::int64_t height, std::int64_t width);

}  // namespace penumbra::method
