#include "method/classification_loss.h"

namespace penumbra::method {

torch::Tensor classification_loss(const torch::Tensor& top_logits, const torch::Tensor& aux_logits,
                                  const torch::Tensor& class_labels) {
  const auto target = class_labels.to(top_logits.dtype());
  return torch::nn::functional::multilabel_soft_margin_loss(top_logits, target) +
         torch::nn::functional::multilabel_soft_margin_loss(aux_logits, target);
}

}  // namespace penumbra::method
