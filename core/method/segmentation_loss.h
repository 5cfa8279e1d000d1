#pragma once

#include <torch/types.h>

namespace penumbra::method {

/// Mean of two cross-entropies: over background pixels, over foreground pixels; 255 is left out,
/// and a part without pixels counts 0 (section 6). logits: B x C x H x W at the label's size;
/// label: B x H x W int64.
torch::Tensor segmentation_loss(const torch::Tensor& logits, const torch::Tensor& label);

/// segmentation_loss of logits that are first resized bilinearly to the label's size. On the CPU in
/// float32 one pass over the pixels computes loss and gradient.
torch::Tensor upsampled_segmentation_loss(const torch::Tensor& logits, const torch::Tensor& label);

/// Cross-entropy of logits that are resized bilinearly to the label's size: the mean over all
/// pixels whose label is not 255; 0 where there are none.
torch::Tensor upsampled_cross_entropy(const torch::Tensor& logits, const torch::Tensor& label);

}  // namespace penumbra::method
