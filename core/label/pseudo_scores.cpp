#include "label/pseudo_scores.h"

#include "label/allowed_classes.h"
#include "method/normalisation.h"
#include "method/refinement.h"
#include "method/resize.h"

namespace penumbra::label {
namespace {

/// [background; CAMs of the allowed classes], 1 x n x H x W on the CPU.
torch::Tensor with_constant(const torch::Tensor& cam, const torch::Tensor& allowed,
                            double background) {
  const auto scores = cam.to(torch::kCPU, torch::kFloat);
  const auto classes = allowed.cpu().nonzero().squeeze(1);
  return torch::cat(
      {torch::full_like(scores.slice(1, 0, 1), background), scores.index_select(1, classes)}, 1);
}

}  // namespace

PseudoScores cam_scores(const torch::Tensor& cam, const torch::Tensor& allowed,
                        const BackgroundScores& background) {
  const auto planes = [&](double score) {
    return to_planes(torch::softmax(with_constant(cam, allowed, score), 1), class_ids(allowed));
  };
  return {.strict = planes(background.high), .lenient = planes(background.low)};
}

PseudoScores refined_scores(const torch::Tensor& image, const torch::Tensor& cam,
                            const torch::Tensor& allowed, const BackgroundScores& background) {
  const auto height = image.size(2) / 2, width = image.size(3) / 2;
  const auto shown = method::resize_bilinear(method::displayed_image(image.cpu()), height, width);
  const auto half = method::resize_bilinear(cam.to(torch::kCPU, torch::kFloat), height, width);
  const auto scores = [&](double score) {
    return torch::softmax(with_constant(half, allowed, score), 1);
  };
  // Both share the affinities: refined together as channels.
  const auto refined = method::pixel_adaptive_refine(
      shown, torch::cat({scores(background.high), scores(background.low)}, 1));
  const auto planes = refined.chunk(2, 1);
  return {.strict = to_planes(planes[0], class_ids(allowed)),
          .lenient = to_planes(planes[1], class_ids(allowed))};
}

ScorePlanes thresholded_cam(const torch::Tensor& cam, const torch::Tensor& allowed,
                            double threshold) {
  return to_planes(with_constant(cam, allowed, threshold), class_ids(allowed));
}

}  // namespace penumbra::label
