#include "method/classification_loss.h"

#include <torch/nn/functional/loss.h>

#include "device/precision.h"

namespace penumbra::method {

torch::Tensor classification_loss(const torch::Tensor& top_logits, const torch::Tensor& aux_logits,
                                  const torch::Tensor& class_labels) {
  const auto loss = [&](const torch::Tensor& logits) {
    return torch::nn::functional::multilabel_soft_margin_loss(logits,
                                                              class_labels.to(logits.options()));
  };
  return loss(device::in_float(top_logits)) + loss(device::in_float(aux_logits));
}

torch::Tensor patch_classification_loss(const torch::Tensor& top_map, const torch::Tensor& aux_map,
                                        const torch::Tensor& patch_label) {
  const auto known = patch_label != 255;
  const auto label = patch_label.masked_select(known);  // M
  if (label.numel() == 0) return torch::zeros({}, top_map.options().dtype(torch::kFloat));
  const auto targets = torch::one_hot(label, top_map.size(1) + 1).slice(1, 1);  // M x K
  const auto rows = [&](const torch::Tensor& map) {
    return map.permute({0, 2, 3, 1}).index({known});  // M x K
  };
  return classification_loss(rows(top_map), rows(aux_map), targets);
}

}  // namespace penumbra::method
