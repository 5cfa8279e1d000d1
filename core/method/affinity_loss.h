#pragma once

#include <torch/types.h>

namespace penumbra::method {

/// Which pairs of patches share a label: patch_label B x h x w of class ids and 255 -> B x N x N
/// int64, 1 same, 0 different, 255 where either is 255 or on the diagonal.
torch::Tensor pair_mask(const torch::Tensor& patch_label);

/// Patch token contrast (ToCo, CVPR 2023, section 3.3): pulls patches of the same label together in
/// |cosine|, pushes others apart. features: B x D x h x w; pairs: B x N x N of `pair_mask`. Sums
/// and counts run over the whole batch.
torch::Tensor affinity_loss(const torch::Tensor& features, const torch::Tensor& pairs);

}  // namespace penumbra::method
