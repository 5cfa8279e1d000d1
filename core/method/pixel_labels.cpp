#include "method/pixel_labels.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "base/error.h"
#include "method/refinement.h"
#include "method/resize.h"

namespace penumbra::method {
namespace {

/// The middle value, or the mean of the middle two.
torch::Tensor middle(const torch::Tensor& values) {
  const auto sorted = std::get<0>(values.sort());
  const auto last = sorted.size(0) - 1;
  return (sorted[last / 2] + sorted[last - last / 2]) / 2;
}

}  // namespace

torch::Tensor patch_cam(const torch::Tensor& top, const torch::Tensor& aux, std::int64_t rows,
                        std::int64_t columns) {
  return torch::adaptive_avg_pool2d((top + aux) / 2, {rows, columns});
}

torch::Tensor start_labels(const torch::Tensor& patch_cam, const torch::Tensor& tags,
                           const StartLabelOptions& options) {
  const auto tagged = patch_cam * tags.to(patch_cam.dtype()).view({-1, 1, 1});  // K x h x w
  const auto [value, best] = (tagged / (tagged.amax({1, 2}, true) + 1e-5)).max(0);
  auto labels = torch::full_like(best, unknown_label);
  labels = torch::where(value > options.foreground, best + 1, labels);
  return labels.masked_fill(value < options.background, 0);
}

torch::Tensor candidates(const torch::Tensor& tags) {
  const auto tagged = tags.to(torch::kBool);
  if (!tagged.any().item<bool>()) {
    return torch::ones({tags.size(0) + 1}, tagged.options());
  }
  return torch::cat({torch::ones({1}, tagged.options()), tagged});
}

torch::Tensor candidates(const torch::Tensor& tags, const torch::Tensor& strokes) {
  auto result = candidates(tags);
  const auto drawn = strokes.masked_select(strokes != unknown_label);
  return drawn.numel() == 0 ? result : result.index_fill(0, drawn, true);
}

torch::Tensor candidate_scores(const torch::Tensor& scores, const torch::Tensor& candidates) {
  return scores.masked_fill(candidates.logical_not().view({-1, 1, 1}),
                            -std::numeric_limits<float>::infinity());
}

torch::Tensor margin(const torch::Tensor& scores, const torch::Tensor& candidates) {
  const auto best = std::get<0>(candidate_scores(scores, candidates).topk(2, 0));
  return best[0] - best[1];
}

torch::Tensor self_training_labels(const torch::Tensor& scores, const torch::Tensor& candidates) {
  const auto margins = margin(scores, candidates);
  const auto best = candidate_scores(scores, candidates).argmax(0);
  auto labels = torch::full_like(best, unknown_label);
  for (std::int64_t c = 0; c < scores.size(0); ++c) {
    if (!candidates[c].item<bool>()) continue;
    const auto of_class = best == c;
    const auto own = margins.masked_select(of_class);
    if (own.numel() == 0) continue;
    labels.masked_fill_(of_class & (margins >= middle(own)), c);
  }
  return labels;
}

torch::Tensor patch_strokes(const torch::Tensor& pixels, std::int64_t rows, std::int64_t columns) {
  if (pixels.dim() != 2 || rows < 1 || columns < 1) {
    throw Error("strokes need a picture and a grid of patches", "strokes");
  }
  const auto contiguous = pixels.to(torch::kUInt8).contiguous();
  const auto drawn = contiguous.accessor<std::uint8_t, 2>();
  const auto height = pixels.size(0), width = pixels.size(1);
  auto counts = torch::zeros({256, rows, columns}, torch::kInt32);
  auto count = counts.accessor<std::int32_t, 3>();
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      if (drawn[y][x] != unknown_label)
        ++count[drawn[y][x]][y * rows / height][x * columns / width];
    }
  }
  const auto [most, label] = counts.max(0);
  return label.masked_fill(most == 0, unknown_label);
}

WeightedLabels stroke_labels(const torch::Tensor& scores, const torch::Tensor& candidates,
                             const torch::Tensor& strokes) {
  const auto drawn = strokes != unknown_label;
  return {.labels = torch::where(drawn, strokes, self_training_labels(scores, candidates)),
          .weights = torch::ones(drawn.sizes(), torch::kDouble).masked_fill(drawn, stroke_weight)};
}

torch::Tensor refined_probability(const torch::Tensor& scores, const torch::Tensor& candidates,
                                  const torch::Tensor& image) {
  const auto classes = candidates.nonzero().squeeze(1).to(scores.device());
  const auto full =
      resize_bilinear(scores.index_select(0, classes).unsqueeze(0), image.size(2), image.size(3));
  return pixel_adaptive_refine(image, torch::softmax(10 * full, 1)).squeeze(0);
}

torch::Tensor uncertain_patches(const torch::Tensor& scores, const torch::Tensor& candidates) {
  const auto margins = margin(scores, candidates);
  const auto third = margins.numel() / 3;
  if (third == 0) return torch::zeros(margins.sizes(), torch::kBool);
  return margins < std::get<0>(margins.flatten().sort())[third];
}

}  // namespace penumbra::method
