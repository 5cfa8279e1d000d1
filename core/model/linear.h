#pragma once

#include <torch/torch.h>

namespace penumbra::model {

/// x W^T + b over the last dimension (bias may be undefined), differentiable. On the CPU in float32
/// the products run through oneDNN, which picks its instructions itself: LibTorch's default (MKL)
/// takes AVX2 alone on processors of other makers and is less than half as fast there.
torch::Tensor affine(const torch::Tensor& x, const torch::Tensor& weight,
                     const torch::Tensor& bias = {});
torch::Tensor linear(const torch::Tensor& x, const torch::nn::Linear& layer);

/// gelu(linear(x)); one fused kernel where no gradient is asked for.
torch::Tensor linear_gelu(const torch::Tensor& x, const torch::nn::Linear& layer);

}  // namespace penumbra::model
