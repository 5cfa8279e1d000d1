#include "method/pixel_classifier.h"

#include "base/error.h"
#include "method/pixel_labels.h"

namespace penumbra::method {

ClassSums::ClassSums(std::int64_t classes, std::int64_t entries)
    : moments_(torch::zeros({classes, entries, entries}, torch::kDouble)),
      sums_(torch::zeros({classes, entries}, torch::kDouble)),
      weights_(torch::zeros({classes}, torch::kDouble)) {}

void ClassSums::add(const torch::Tensor& features, const torch::Tensor& labels,
                    const torch::Tensor& weights) {
  accumulate(features, labels, weights, 1);
}

void ClassSums::subtract(const torch::Tensor& features, const torch::Tensor& labels,
                         const torch::Tensor& weights) {
  accumulate(features, labels, weights, -1);
}

void ClassSums::accumulate(const torch::Tensor& features, const torch::Tensor& labels,
                           const torch::Tensor& weights, double sign) {
  if (features.size(0) != sums_.size(1) || features[0].numel() != labels.numel() ||
      (weights.defined() && weights.numel() != labels.numel())) {
    throw Error("features, labels and weights differ in size", "pixel classifier");
  }
  const auto patches = features.flatten(1);  // P x N
  const auto label = labels.flatten();       // N
  const auto counts = label.bincount({}, weights_.size(0));
  for (std::int64_t c = 0; c < weights_.size(0); ++c) {
    if (counts[c].item<std::int64_t>() == 0) continue;
    const auto own = (label == c).nonzero().squeeze(1);
    const auto x = patches.index_select(1, own).to(torch::kDouble);  // P x n
    const auto a = weights.defined() ? weights.flatten().index_select(0, own).to(torch::kDouble)
                                     : torch::ones({own.numel()}, torch::kDouble);
    const auto weighted = x * (sign * a);  // P x n
    moments_[c].addmm_(weighted, x.t());
    sums_[c] += weighted.sum(1);
    weights_[c] += sign * a.sum();
  }
}

torch::Tensor fit(const ClassSums& sums, double lambda) {
  const auto& weight = sums.weights();  // C
  if (weight.sum().item<double>() <= 0) {
    throw Error("no patch has a known label", "pixel classifier", "Tag more images");
  }
  auto factor = weight.clamp_min(1).rsqrt();  // C
  factor = factor / torch::dot(factor, weight);
  const auto classes = weight.size(0), entries = sums.sums().size(1);
  const auto targets = 2 * torch::eye(classes, weight.options()) - 1;  // label x C
  const auto moment = torch::matmul(factor, sums.moments().flatten(1)).view({entries, entries}) +
                      lambda * torch::eye(entries, weight.options());
  const auto toward = torch::mm((sums.sums() * factor.view({-1, 1})).t(), targets);  // P x C
  return torch::cholesky_solve(toward, torch::linalg_cholesky(moment));
}

torch::Tensor pixel_scores(const torch::Tensor& features, const torch::Tensor& classifier) {
  const auto x = features.to(torch::kFloat);
  return torch::mm(classifier.t().to(torch::kFloat), x.flatten(1))
      .view({classifier.size(1), x.size(1), x.size(2)});
}

torch::Tensor stroke_influence(const torch::Tensor& features, const torch::Tensor& strokes) {
  const auto drawn = (strokes.flatten() != unknown_label).nonzero().squeeze(1);  // m
  const auto x = features.flatten(1).to(torch::kDouble);
  const auto direction = x / x.norm(2, 0, true);                                   // P x N
  const auto cosine = torch::mm(direction.t(), direction.index_select(1, drawn));  // N x m
  const auto near = (8 * (cosine - 1)).exp();
  const auto own =
      near.index_select(0, drawn) + 0.1 * torch::eye(drawn.numel(), near.options());  // m x m
  return torch::cholesky_solve(near.t(), torch::linalg_cholesky(own)).t();
}

torch::Tensor correct_locally(const torch::Tensor& scores, const torch::Tensor& classes,
                              const torch::Tensor& strokes, const torch::Tensor& influence) {
  const auto stroke = strokes.flatten();
  const auto drawn = (stroke != unknown_label).nonzero().squeeze(1);                      // m
  const auto global = scores.flatten(1);                                                  // n x N
  const auto own = stroke.index_select(0, drawn).view({1, -1}) == classes.view({-1, 1});  // n x m
  const auto residual = 2 * own.to(global.dtype()) - 1 - global.index_select(1, drawn);
  return (global + torch::mm(residual, influence.to(global.dtype()).t())).view_as(scores);
}

torch::Tensor correct_locally(const torch::Tensor& features, const torch::Tensor& scores,
                              const torch::Tensor& strokes) {
  if ((strokes == unknown_label).all().item<bool>()) return scores;
  return correct_locally(scores.to(torch::kDouble), torch::arange(scores.size(0)), strokes,
                         stroke_influence(features, strokes))
      .to(scores.dtype());
}

}  // namespace penumbra::method
