#pragma once

#include <torch/types.h>

namespace penumbra::method {

/// Multilabel soft-margin on the top logits plus the same on the auxiliary logits (section 6).
/// logits: B x K; class_labels: B x K of 0 and 1.
torch::Tensor classification_loss(const torch::Tensor& top_logits, const torch::Tensor& aux_logits,
                                  const torch::Tensor& class_labels);

/// The same for single patches of which the class is known: target 1 for it and 0 for the others,
/// all 0 for background. maps: B x K x h x w of logits; patch_label: B x h x w int64, 255 = not
/// known. 0 where no patch is.
torch::Tensor patch_classification_loss(const torch::Tensor& top_map, const torch::Tensor& aux_map,
                                        const torch::Tensor& patch_label);

}  // namespace penumbra::method
