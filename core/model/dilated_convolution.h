#pragma once

#include <torch/types.h>

#include <cstdint>

namespace penumbra::model {

/// 3x3 convolution of x, B x D x h x w, without bias, padded by its dilation: B x O x h x w.
/// weight: O x D x 3 x 3. Differentiable. On the CPU in float32 each tap is one product over the
/// patches that it reaches: on maps not much larger than the dilation most of what a convolution
/// reads is padding.
torch::Tensor dilated_convolution(const torch::Tensor& x, const torch::Tensor& weight,
                                  std::int64_t dilation);

}  // namespace penumbra::model
