#pragma once

#include <torch/types.h>

#include <optional>

namespace penumbra::model {

/// Whether the kernels take these: float32 on the CPU, and widths that are multiples of
/// `float_panel`.
bool float_linear_takes(const torch::Tensor& x, const torch::Tensor& weight);

/// x W^T + b over the last dimension, differentiable. LibTorch's own product (MKL) takes AVX2 alone
/// on processors of other makers than Intel, and oneDNN's wants a copy of each factor and each
/// gradient.
torch::Tensor float_linear(const torch::Tensor& x, const torch::Tensor& weight,
                           const std::optional<torch::Tensor>& bias);

/// gelu(x W^T + b), not differentiable.
torch::Tensor float_linear_gelu(const torch::Tensor& x, const torch::Tensor& weight,
                                const std::optional<torch::Tensor>& bias);

}  // namespace penumbra::model
