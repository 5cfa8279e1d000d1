#pragma once

#include <torch/types.h>

#include "label/score_planes.h"

namespace penumbra::label {

/// Probabilities under a high and a low constant background score (method.md section 4).
struct PseudoScores {
  ScorePlanes strict;
  ScorePlanes lenient;
};

struct BackgroundScores {
  double low = 0.25;
  double high = 0.7;
};

/// Softmax over [background; CAMs of the allowed classes]. cam: 1 x K x H x W; allowed: K of 0/1.
PseudoScores cam_scores(const torch::Tensor& cam, const torch::Tensor& allowed,
                        const BackgroundScores& background);

/// The same at half the size, refined by PAR on the device of the image. image: 1 x 3 x H x W,
/// normalised.
PseudoScores refined_scores(const torch::Tensor& image, const torch::Tensor& cam,
                            const torch::Tensor& allowed, const BackgroundScores& background);

/// The CAM label: background where no allowed class exceeds the threshold. Planes whose best label
/// that is.
ScorePlanes thresholded_cam(const torch::Tensor& cam, const torch::Tensor& allowed,
                            double threshold);

}  // namespace penumbra::label
