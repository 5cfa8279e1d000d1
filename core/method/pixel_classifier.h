#pragma once

#include <torch/types.h>

#include <cstdint>

namespace penumbra::method {

/// The sums over labelled patches from which the pixel classifier is solved, kept a class so that a
/// change of few patches changes few sums (method.md section 12). Double precision.
class ClassSums {
 public:
  /// classes: C, background included; entries: P, of a patch's feature vector.
  ClassSums(std::int64_t classes, std::int64_t entries);

  /// Adds the known patches of an image. features: P x h x w (or P x n); labels: h x w (or n), 255
  /// = unknown; weights: like labels, or undefined for 1 everywhere. Throws Error if sizes differ.
  void add(const torch::Tensor& features, const torch::Tensor& labels,
           const torch::Tensor& weights = {});
  /// Takes back what `add` added.
  void subtract(const torch::Tensor& features, const torch::Tensor& labels,
                const torch::Tensor& weights = {});

  const torch::Tensor& moments() const { return moments_; }  ///< C x P x P: sum of a x x^T
  const torch::Tensor& sums() const { return sums_; }        ///< C x P: sum of a x
  const torch::Tensor& weights() const { return weights_; }  ///< C: sum of a

 private:
  void accumulate(const torch::Tensor& features, const torch::Tensor& labels,
                  const torch::Tensor& weights, double sign);
  torch::Tensor moments_, sums_, weights_;
};

inline constexpr double first_fit_lambda = 0.1;  ///< on start labels
inline constexpr double later_fit_lambda = 0.05;

/// The linear classifier W of the labelled patches: each class counts by the square root of its
/// weight, all weights sum to 1, targets are +1 for the label and -1 for the other classes.
/// Returns P x C, double. Throws Error where no patch is known.
torch::Tensor fit(const ClassSums& sums, double lambda);

/// W^T x at every patch. features: P x h x w. Returns C x h x w, float32.
torch::Tensor pixel_scores(const torch::Tensor& features, const torch::Tensor& classifier);

/// Scores drawn towards the strokes at patches like the stroked ones of the same image:
/// S + k (K + 0.1 I)^-1 R with k(p, q) = exp(8 (cos(x_p, x_q) - 1)).
/// features: P x h x w; scores: C x h x w; strokes: h x w, 255 = not drawn. Returns C x h x w.
torch::Tensor correct_locally(const torch::Tensor& features, const torch::Tensor& scores,
                              const torch::Tensor& strokes);

/// The two halves of this, for strokes that stay while scores change. k (K + 0.1 I)^-1, N x m
/// double, of the m drawn patches ...
torch::Tensor stroke_influence(const torch::Tensor& features, const torch::Tensor& strokes);
/// ... and what it makes of scores of some classes. scores: n x h x w; classes: their ids, n of
/// int64. Returns n x h x w, in the precision of `scores`.
torch::Tensor correct_locally(const torch::Tensor& scores, const torch::Tensor& classes,
                              const torch::Tensor& strokes, const torch::Tensor& influence);

}  // namespace penumbra::method
