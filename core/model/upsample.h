#pragma once

#include <torch/types.h>

#include <cstdint>

namespace penumbra::model {

enum class Interpolation { Bilinear, Bicubic };

/// x, B x C x h x w, at height x width (align_corners false, no antialiasing). Differentiable: on
/// CUDA as the next, elsewhere as LibTorch does it.
torch::Tensor upsample(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                       Interpolation interpolation);

/// The same. LibTorch on CUDA adds up the gradient in an order that changes from run to run; here
/// it is a product with the weights of the rows and one with those of the columns, the same each
/// time.
torch::Tensor upsample_in_order(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                                Interpolation interpolation);

}  // namespace penumbra::model
