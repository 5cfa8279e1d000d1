#include "method/segmentation_loss.h"

namespace penumbra::method {

torch::Tensor segmentation_loss(const torch::Tensor& logits, const torch::Tensor& label) {
  // One cross-entropy a pixel serves both parts, so the log-softmax is computed once.
  const auto known = label.masked_fill(label == 255, -100);
  const auto entropy =
      torch::nll_loss2d(torch::log_softmax(logits, 1), known, {}, at::Reduction::None, -100);
  const auto mean_where = [&](const torch::Tensor& part) {
    const auto weight = part.to(entropy.dtype());
    return (entropy * weight).sum() / weight.sum().clamp_min(1);
  };
  return 0.5 * (mean_where(label == 0) + mean_where((label != 0) & (label != 255)));
}

}  // namespace penumbra::method
