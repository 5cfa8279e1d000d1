#include "train/preview_maker.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "image/decode.h"
#include "label/allowed_classes.h"
#include "label/predictor.h"
#include "label/pseudo_scores.h"
#include "method/cam.h"

namespace penumbra::train {
namespace {

/// The photo's proportions, `longer` px on the longer side.
image::Size fitted(image::Size photo, int longer) {
  const double scale = static_cast<double>(longer) / std::max(photo.width, photo.height);
  const auto side = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(length * scale)));
  };
  return {side(photo.width), side(photo.height)};
}

/// The highest CAM of the allowed classes. cam: 1 x K x H x W; allowed: K of 0 and 1.
image::ScoreMap highest(const torch::Tensor& cam, const torch::Tensor& allowed, image::Size size) {
  const auto maximum = method::valid_cam(cam, allowed.unsqueeze(0)).amax(1);
  return {size, label::resize(label::to_planes(maximum, {0}), size).values};
}

/// 1 where a score lies strictly between the bounds.
image::LabelMap between(const image::ScoreMap& map, double low, double high) {
  image::LabelMap region{map.size, std::vector<std::uint8_t>(map.scores.size())};
  std::ranges::transform(map.scores, region.labels.begin(), [&](float score) {
    return static_cast<std::uint8_t>(score > low && score < high ? 1 : 0);
  });
  return region;
}

}  // namespace

Preview make_preview(model::Network network, const dataset::Item& item, const TrainOptions& options,
                     const device::Compute& compute) {
  const torch::NoGradGuard no_gradient;
  const int classes = network->options().classes;
  const label::Predictor predictor(std::move(network), options, compute);
  const auto photo = image::read_image(item.image, {.smallest_side = options.image_size});
  const auto size = fitted(photo.size, options.image_size);
  const auto input = predictor.input(photo);
  const auto allowed = item.tagged ? label::tag_vector(item, classes)
                                   : (predictor.tag_logits(input) > 0).to(torch::kFloat);
  const auto cams = predictor.cams(input);
  const auto scores =
      label::refined_scores(input.to(compute.device), cams.top, allowed,
                            {.low = options.low_threshold, .high = options.high_threshold});
  return {highest(cams.top, allowed, size),
          between(highest(cams.aux, allowed, size), options.uncertain_low, options.uncertain_high),
          label::combine(label::best_label(scores.strict, size),
                         label::best_label(scores.lenient, size))};
}

}  // namespace penumbra::train
