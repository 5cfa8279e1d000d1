#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "image/decode.h"
#include "image/resize.h"
#include "label/allowed_classes.h"
#include "label/labeler_impl.h"
#include "label/pseudo_scores.h"

namespace penumbra::label {
namespace {

constexpr std::size_t shown_pixels = 16'000'000;

image::Image shown(image::Image photo) {
  if (photo.size.area() <= shown_pixels) return photo;
  const double scale =
      std::sqrt(static_cast<double>(shown_pixels) / static_cast<double>(photo.size.area()));
  const auto side = [&](int length) { return std::max(1, static_cast<int>(length * scale)); };
  return image::thumbnail(photo, {side(photo.size.width), side(photo.size.height)});
}

/// One map an allowed class. cam: 1 x K x H x W.
std::vector<ClassScore> class_scores(const torch::Tensor& cam, const torch::Tensor& allowed,
                                     image::Size size) {
  std::vector<ClassScore> result;
  for (const auto id : class_ids(allowed)) {
    if (id == 0) continue;
    auto plane = resize(to_planes(cam.select(1, id - 1), {id}), size);
    result.push_back({id, {size, std::move(plane.values)}});
  }
  return result;
}

/// 1 where the highest of the maps lies strictly between the thresholds.
image::LabelMap uncertain_region(const std::vector<ClassScore>& maps, image::Size size, double low,
                                 double high) {
  image::LabelMap region{size, std::vector<std::uint8_t>(size.area())};
  for (std::size_t i = 0; i < region.labels.size(); ++i) {
    float highest = 0;
    for (const auto& one : maps) highest = std::max(highest, one.map.scores[i]);
    region.labels[i] = highest > low && highest < high ? 1 : 0;
  }
  return region;
}

}  // namespace

Inspection Labeler::inspect(const dataset::Item& item, JobControl& control) {
  if (!impl_->model.trained) {
    throw UsageError("shows a trained network, not encoder weights", "inspection",
                     "Give a run or a checkpoint");
  }
  device::use_threads(impl_->compute.threads);
  const auto& predictor = impl_->predictor;
  const auto& run = impl_->model.options;
  Inspection result;
  result.photo = shown(image::read_image(item.image));
  const auto size = result.photo.size;

  control.checkpoint();
  const auto input = predictor.input(result.photo);
  const auto logits = predictor.tag_logits(input);
  const auto probability = torch::sigmoid(logits);
  for (int k = 0; k < impl_->classes.size(); ++k) {
    result.tag_scores.emplace_back(k + 1, probability[k].item<float>());
  }
  const auto allowed =
      item.tagged ? tag_vector(item, impl_->classes.size()) : (logits > 0).to(torch::kFloat);

  control.checkpoint();
  const auto cams = predictor.cams(input);
  result.cams = class_scores(cams.top, allowed, size);
  result.aux_cams = class_scores(cams.aux, allowed, size);
  result.uncertain = uncertain_region(result.aux_cams, size, run.uncertain_low, run.uncertain_high);
  result.cam_label = best_label(thresholded_cam(cams.top, allowed, run.cam_threshold), size);

  control.checkpoint();
  const auto scores = refined_scores(input.to(impl_->compute.device), cams.top, allowed,
                                     {.low = run.low_threshold, .high = run.high_threshold});
  result.refined = combine(best_label(scores.strict, size), best_label(scores.lenient, size));

  control.checkpoint();
  result.segmentation = best_label(predictor.segmentation(result.photo, size, impl_->options.size,
                                                          torch::ones({impl_->classes.size()})),
                                   size);
  return result;
}

}  // namespace penumbra::label
