#pragma once

#include <torch/torch.h>

namespace penumbra::method {

/// Multilabel soft-margin on the top logits plus the same on the auxiliary logits (section 6).
/// logits: B x K; class_labels: B x K of 0 and 1.
torch::Tensor classification_loss(const torch::Tensor& top_logits, const torch::Tensor& aux_logits,
                                  const torch::Tensor& class_labels);

}  // namespace penumbra::method
