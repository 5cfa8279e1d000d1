#include "method/closed_form.h"

#include "base/error.h"

namespace penumbra::method {

torch::Tensor closed_form_classifier(const torch::Tensor& features,
                                     const torch::Tensor& class_labels, const torch::Tensor& start,
                                     const ClosedFormOptions& options) {
  if (features.dim() != 2 || class_labels.dim() != 2 || features.size(0) != class_labels.size(0) ||
      start.dim() != 4 || start.size(0) != class_labels.size(1) ||
      start.size(1) != features.size(1)) {
    throw Error("features, class labels and classifier differ in size", "closed-form start");
  }
  torch::NoGradGuard no_gradient;
  const auto x = features.to(torch::kDouble);            // n x D
  const auto present = class_labels.to(torch::kDouble);  // n x K
  const double count = static_cast<double>(x.size(0));
  const auto ridge =
      torch::eye(x.size(1), x.options()) * (options.lambda * count * x.square().mean());  // D x D

  auto weight = start.detach().clone();
  for (std::int64_t c = 0; c < present.size(1); ++c) {
    const auto has = present.select(1, c);  // n
    const double positives = has.sum().item<double>();
    const double negatives = count - positives;
    if (positives == 0 || negatives == 0) continue;
    const auto balance = has * (count / (2 * positives)) + (1 - has) * (count / (2 * negatives));
    const auto weighted = x.t() * balance;  // D x n
    const auto row =
        torch::linalg_solve(torch::mm(weighted, x) + ridge, torch::mv(weighted, 2 * has - 1));
    weight.select(0, c).copy_((options.scale * row).view({-1, 1, 1}));
  }
  return weight;
}

}  // namespace penumbra::method
