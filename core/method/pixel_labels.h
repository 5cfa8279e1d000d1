#pragma once

#include <torch/types.h>

#include <cstdint>

namespace penumbra::method {

// Labels of patches for the pixel classifier (method.md section 12). Label maps are h x w of int64:
// 0 background, 1..K the classes, 255 unknown.

inline constexpr std::int64_t unknown_label = 255;

/// The mean of top and auxiliary CAMs over the area of each patch. B x K x H x W each. Returns
/// B x K x rows x columns.
torch::Tensor patch_cam(const torch::Tensor& top, const torch::Tensor& aux, std::int64_t rows,
                        std::int64_t columns);

struct StartLabelOptions {
  double foreground = 0.7;  ///< above: the class
  double background = 0.3;  ///< below: background
};

/// Labels from CAMs. patch_cam: K x h x w, the mean of top and auxiliary multi-scale CAM over a
/// patch's area; tags: K of 0/1. Each tagged class is divided by its maximum over the image.
torch::Tensor start_labels(const torch::Tensor& patch_cam, const torch::Tensor& tags,
                           const StartLabelOptions& options = {});

/// Which of the C classes a patch of an image may have: background and its tags; all where it has
/// none. tags: K of 0/1. Returns C of bool.
torch::Tensor candidates(const torch::Tensor& tags);

/// The candidates and the classes of the image's strokes. strokes: as of `patch_strokes`.
torch::Tensor candidates(const torch::Tensor& tags, const torch::Tensor& strokes);

/// Scores of the candidates; the others are minus infinity. scores: C x h x w.
torch::Tensor candidate_scores(const torch::Tensor& scores, const torch::Tensor& candidates);

/// Best minus second-best score of the candidates. scores: C x h x w. Returns h x w.
torch::Tensor margin(const torch::Tensor& scores, const torch::Tensor& candidates);

/// A round of self-training: the best candidate where its margin reaches the median margin of that
/// label in the image, unknown elsewhere. scores: C x h x w.
torch::Tensor self_training_labels(const torch::Tensor& scores, const torch::Tensor& candidates);

/// The class drawn on each patch: the majority of its drawn pixels, the lower class where equal,
/// 255 where nothing is drawn. pixels: H x W of uint8, 255 = not drawn. Returns rows x columns.
torch::Tensor patch_strokes(const torch::Tensor& pixels, std::int64_t rows, std::int64_t columns);

struct WeightedLabels {
  torch::Tensor labels;   ///< h x w
  torch::Tensor weights;  ///< h x w, float64
};

/// Of a patch under a stroke; others have 1.
inline constexpr double stroke_weight = 30;

/// A round of self-training in which patches under a stroke have its class and `stroke_weight`.
/// candidates: with the strokes' classes.
WeightedLabels stroke_labels(const torch::Tensor& scores, const torch::Tensor& candidates,
                             const torch::Tensor& strokes);

/// Probabilities of the candidates: softmax of 10 * scores, upsampled bilinearly to the image, then
/// PAR (section 4). scores: C x h x w; image: 1 x 3 x H x W in [0,1]. Returns n x H x W, the
/// candidates in ascending order.
torch::Tensor refined_probability(const torch::Tensor& scores, const torch::Tensor& candidates,
                                  const torch::Tensor& image);

/// The uncertain region of an image (method.md section 13): patches where the margin is less than
/// the image's lower third. Returns h x w of bool.
torch::Tensor uncertain_patches(const torch::Tensor& scores, const torch::Tensor& candidates);

}  // namespace penumbra::method
