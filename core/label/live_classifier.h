#pragma once

#include <torch/types.h>

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

/// What an image teaches by scores of some classes: patches under a stroke their class, the others
/// what a round of self-training makes of them. scores: n x h x w; classes: the ids of those that
/// its patches may have, n of int64; fitted: false for an image without tags: it teaches only what
/// was drawn. strokes: h x w of int64, 255 = nothing drawn.
Lesson lesson(const torch::Tensor& scores, const torch::Tensor& classes, bool fitted,
              const torch::Tensor& strokes);

/// A pixel classifier that strokes change (method.md section 12, Strokes): what a lesson changes is
/// added to sums that are kept a class. Images are given as features, D x h x w in any precision;
/// which images there are, the owner knows.
class LiveClassifier {
 public:
  explicit LiveClassifier(LiveBase base);

  std::int64_t classes() const { return base_.classifier.size(1); }

  /// Takes `after` in place of `before` (an empty one: nothing) of the same image; only the patches
  /// that differ are looked at. Returns how many those were.
  std::int64_t replace(const torch::Tensor& features, const Lesson& before, const Lesson& after);

  /// Solves the classifier from the sums. Throws Error where nothing was taught.
  void fit();

  /// Scores of some classes, n of int64, as tags alone give them: n x h x w, float32.
  torch::Tensor scores_of_tags(const torch::Tensor& features, const torch::Tensor& classes) const;
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
    torch::Tensor scores(const torch::Tensor& features, const torch::Tensor& classes) const;
  };
  Folded fold(const torch::Tensor& classifier) const;

  LiveBase base_;
  torch::Tensor mean_, scale_;  ///< D, double
  Folded from_tags_, fitted_;
  method::ClassSums sums_;
};

}  // namespace penumbra::label
