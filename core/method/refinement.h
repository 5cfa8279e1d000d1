#pragma once

#include <torch/types.h>

#include <vector>

namespace penumbra::method {

struct RefineOptions {
  int iterations = 10;
};

/// Affinities of pixels to their 48 neighbours (8 directions at dilations 1, 2, 4, 8, 12, 24;
/// replicate padding). They depend on the image alone: build once, apply to any scores of it.
class PixelAffinity {
 public:
  /// image: B x 3 x H x W in [0,1].
  explicit PixelAffinity(const torch::Tensor& image);

  /// Ten times: scores <- sum over neighbours of affinity * neighbour's scores.
  /// scores: B x C x H x W. Throws Error if the sizes differ.
  torch::Tensor refine(const torch::Tensor& scores, const RefineOptions& options = {}) const;
  /// The same for image `index` of the batch alone: 1 x C x H x W.
  torch::Tensor refine_one(std::int64_t index, const torch::Tensor& scores,
                           const RefineOptions& options = {}) const;

 private:
  torch::Tensor weights_;  // B x H x 48 x W
};

/// Refines class scores by pixel affinity (PAR; AFA, CVPR 2022, section 3.3).
/// image: B x 3 x H x W in [0,1]; scores: B x C x H x W. Returns B x C x H x W.
/// Throws Error if the sizes differ.
torch::Tensor pixel_adaptive_refine(const torch::Tensor& image, const torch::Tensor& scores,
                                    const RefineOptions& options = {});

struct PseudoLabelOptions {
  double low = 0.25;  ///< constant background score of the lenient run
  double high = 0.7;  ///< and of the strict one
  RefineOptions refine{};
};

/// [constant background score; CAMs of the classes that are set] of one image. cam: K x H x W;
/// class_labels: K of 0 and 1, n of them 1. Returns (n + 1) x H x W.
torch::Tensor with_background_score(const torch::Tensor& cam, const torch::Tensor& class_labels,
                                    double background);

/// Refined probabilities of one image under the high and the low background score, background and
/// its n classes: 1 x (n + 1) x H/2 x W/2 each.
struct RefinedScores {
  torch::Tensor strict;
  torch::Tensor lenient;
};

/// What the refined pseudo-label is taken from, an image of the batch: softmax over background and
/// the classes that are set, refined by PAR at half the size (method.md section 4).
/// image: B x 3 x H x W normalised; cam: B x K x H x W; class_labels: B x K of 0 and 1.
std::vector<RefinedScores> refined_scores(const torch::Tensor& image, const torch::Tensor& cam,
                                          const torch::Tensor& class_labels,
                                          const PseudoLabelOptions& options);

/// Refined pseudo-label of a valid CAM (method.md section 4), B x H x W int64 with 255 = ignore.
/// image: B x 3 x H x W normalised; valid_cam: B x K x H x W; class_labels: B x K of 0 and 1.
torch::Tensor refined_label(const torch::Tensor& image, const torch::Tensor& valid_cam,
                            const torch::Tensor& class_labels, const PseudoLabelOptions& options);

}  // namespace penumbra::method
