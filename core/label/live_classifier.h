#pragma once

#include <torch/torch.h>

#include <cstdint>

#include "method/pixel_classifier.h"
#include "method/pixel_features.h"

namespace penumbra::label {

/// What live labels start from: the pixel classifier as tags alone make it.
struct LiveBase {
  method::ChannelStatistics statistics;
  torch::Tensor classifier;  ///< P x C, double
};

/// What an image teaches: labels of its patches, and which of them a person drew.
struct Lesson {
  torch::Tensor labels;  ///< n of uint8, 255 = nothing; undefined: no patch
  torch::Tensor drawn;   ///< n of bool
};

/// The pixel classifier that strokes change (method.md section 12, Strokes). Labels of patches that
/// nobody drew come from a round of self-training on the scores of the base, so that what is
/// learned depends on what was drawn where, and not on the order; what a stroke changes is added to
/// sums that are kept a class. Images are given as features, D x h x w in any precision; which
/// images there are, the owner knows.
class LiveClassifier {
 public:
  explicit LiveClassifier(LiveBase base);

  std::int64_t classes() const { return base_.classifier.size(1); }

  /// candidates: C of bool. fitted: false for an image without tags: it teaches only what was
  /// drawn. strokes: h x w of int64, 255 = nothing drawn.
  Lesson lesson(const torch::Tensor& features, const torch::Tensor& candidates, bool fitted,
                const torch::Tensor& strokes) const;

  /// Takes `after` in place of `before` (an empty one: nothing) of the same image; only the patches
  /// that differ are looked at. Returns how many those were.
  std::int64_t replace(const torch::Tensor& features, const Lesson& before, const Lesson& after);

  /// Solves the classifier from the sums. Throws Error where nothing was taught.
  void fit();

  /// Scores of all classes, C x h x w, float32, of the last fit.
  torch::Tensor scores(const torch::Tensor& features) const;
  /// The same of some classes, n of int64: n x h x w.
  torch::Tensor scores(const torch::Tensor& features, const torch::Tensor& classes) const;

  /// P x h x w, float32.
  torch::Tensor standardised(const torch::Tensor& features) const;

 private:
  /// Weights for features as they are, so that they need not be standardised: D x C, and C.
  struct Folded {
    torch::Tensor weights, constants;
  };
  Folded fold(const torch::Tensor& classifier) const;

  LiveBase base_;
  torch::Tensor mean_, scale_;  ///< D, double
  Folded from_tags_, fitted_;
  method::ClassSums sums_;
};

}  // namespace penumbra::label
