#include "label/pseudo_scores.h"

#include "label/allowed_classes.h"
#include "method/refinement.h"

namespace penumbra::label {
namespace {

torch::Tensor with_background_score(const torch::Tensor& cam, const torch::Tensor& allowed,
                                    double background) {
  return method::with_background_score(cam.squeeze(0).to(torch::kCPU, torch::kFloat), allowed.cpu(),
                                       background);
}

}  // namespace

PseudoScores cam_scores(const torch::Tensor& cam, const torch::Tensor& allowed,
                        const BackgroundScores& background) {
  const auto planes = [&](double score) {
    return to_planes(torch::softmax(with_background_score(cam, allowed, score), 0),
                     class_ids(allowed));
  };
  return {.strict = planes(background.high), .lenient = planes(background.low)};
}

PseudoScores refined_scores(const torch::Tensor& image, const torch::Tensor& cam,
                            const torch::Tensor& allowed, const BackgroundScores& background) {
  const auto scores = method::refined_scores(
      image, cam.to(image.device(), torch::kFloat), allowed.cpu().unsqueeze(0),
      {.low = background.low, .high = background.high, .refine = {}});
  return {.strict = to_planes(scores[0].strict, class_ids(allowed)),
          .lenient = to_planes(scores[0].lenient, class_ids(allowed))};
}

ScorePlanes thresholded_cam(const torch::Tensor& cam, const torch::Tensor& allowed,
                            double threshold) {
  return to_planes(with_background_score(cam, allowed, threshold), class_ids(allowed));
}

}  // namespace penumbra::label
