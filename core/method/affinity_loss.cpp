#include "method/affinity_loss.h"

#include <torch/nn/functional/normalization.h>

namespace penumbra::method {

torch::Tensor pair_mask(const torch::Tensor& patch_label) {
  const auto label = patch_label.flatten(1);  // B x N
  const auto n = label.size(1);
  auto mask = (label.unsqueeze(1) == label.unsqueeze(2)).to(torch::kInt64);
  const auto ignored = label == 255;
  mask.masked_fill_(ignored.unsqueeze(1) | ignored.unsqueeze(2), 255);
  mask.masked_fill_(torch::eye(n, label.options().dtype(torch::kBool)).unsqueeze(0), 255);
  return mask;
}

torch::Tensor affinity_loss(const torch::Tensor& features, const torch::Tensor& pairs) {
  namespace F = torch::nn::functional;
  const auto unit = F::normalize(features.flatten(2), F::NormalizeFuncOptions().dim(1));
  const auto similarity = torch::bmm(unit.transpose(1, 2), unit).abs();  // B x N x N
  const auto mean_over = [&](std::int64_t kind) {
    const auto mask = (pairs == kind).to(similarity.dtype());
    return (similarity * mask).sum() / (mask.sum() + 1);
  };
  return 0.5 * (1 - mean_over(1)) + 0.5 * mean_over(0);
}

}  // namespace penumbra::method
