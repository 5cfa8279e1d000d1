#pragma once

#include <torch/nn/modules/linear.h>
#include <torch/types.h>

namespace penumbra::model {

/// x W^T + b over the last dimension (bias may be undefined), differentiable; by own kernels where
/// these take it, and where there are enough rows to pay for preparing the weights.
torch::Tensor affine(const torch::Tensor& x, const torch::Tensor& weight,
                     const torch::Tensor& bias = {});
torch::Tensor linear(const torch::Tensor& x, const torch::nn::Linear& layer);

/// As `affine`, but Bf16Products does not round it, and any number of rows takes the same kernels.
torch::Tensor float_affine(const torch::Tensor& x, const torch::Tensor& weight,
                           const torch::Tensor& bias = {});

/// While it lives, products with gradients of this thread's linear layers, self-attention and
/// dilated convolutions run in bf16 on the CPU: their factors are rounded, their sums and results
/// are float32, and so is all else, the embedding of patches too. Nothing changes where `wanted` is
/// false.
class Bf16Products {
 public:
  explicit Bf16Products(bool wanted);
  ~Bf16Products();
  Bf16Products(const Bf16Products&) = delete;
  Bf16Products& operator=(const Bf16Products&) = delete;

  /// Whether one lives.
  static bool active();

 private:
  bool before_;
};

/// gelu(linear(x)); one fused kernel where no gradient is asked for.
torch::Tensor linear_gelu(const torch::Tensor& x, const torch::nn::Linear& layer);

}  // namespace penumbra::model
