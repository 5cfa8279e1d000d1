#pragma once

#include <torch/types.h>

namespace penumbra::model {

/// Whether `self_attention` takes it: float32 on the CPU in a pass with gradients, and a width of
/// heads that the kernels take. qkv: B x N x 3D.
bool takes_self_attention(const torch::Tensor& qkv, int heads);

/// Multi-head self-attention. Differentiable; keeps one number a row instead of the probabilities,
/// which are computed again on the way back. While Bf16Products lives, and the processor has the
/// instructions, its products are of bf16 with sums in float32. qkv: B x N x 3D. Returns B x N x D.
torch::Tensor self_attention(const torch::Tensor& qkv, int heads);

}  // namespace penumbra::model
