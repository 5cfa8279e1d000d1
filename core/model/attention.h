#pragma once

#include <torch/types.h>

namespace penumbra::model {

/// softmax(q k^T / sqrt(d)) v. q: B x heads x M x d; k, v: B x heads x N x d.
/// Without gradients, on the CPU in float32, an own kernel takes blocks of rows through both
/// products while they lie in the cache; elsewhere LibTorch's fused operator runs.
torch::Tensor attention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v);

}  // namespace penumbra::model
