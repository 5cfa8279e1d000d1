#include "method/classification_loss.h"

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

}  // namespace penumbra::method
