#pragma once

#include <torch/torch.h>

namespace penumbra::model {

/// Whether passes with gradients take `bf16_self_attention`: Bf16Products lives, and processor and
/// widths allow it. qkv: B x N x 3D.
bool takes_bf16_attention(const torch::Tensor& qkv, int heads);

/// Multi-head self-attention whose products are of bf16 with sums in float32; softmax in float32.
/// Differentiable; keeps one number a row instead of the probabilities. qkv: B x N x 3D, float32 on
/// the CPU. Returns B x N x D.
torch::Tensor bf16_self_attention(const torch::Tensor& qkv, int heads);

}  // namespace penumbra::model
