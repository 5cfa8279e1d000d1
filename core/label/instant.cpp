#include "label/instant.h"

#include <algorithm>

#include "base/error.h"
#include "label/allowed_classes.h"
#include "label/patch_features.h"
#include "label/photo.h"
#include "label/pixel_fit.h"
#include "method/pixel_classifier.h"
#include "method/pixel_labels.h"

namespace penumbra::label {

InstantModel::InstantModel(model::Network network, const dataset::Dataset& dataset,
                           const InstantOptions& options, const device::Compute& compute,
                           JobControl& control, ProgressSink& progress)
    : features_(dataset.items.size()) {
  const torch::NoGradGuard no_gradient;
  std::vector<std::size_t> items(dataset.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = i;
  std::vector<FittedImage> fitted;
  std::vector<std::size_t> fitted_items;
  const auto take = [&](PatchFeatures image) {
    statistics_.add(image.features);
    features_[image.item] = std::move(image.features);
    if (!image.start_labels.defined()) return;
    fitted_items.push_back(image.item);
    fitted.push_back(
        {std::move(image.start_labels),
         with_background(tag_vector(dataset.items[image.item], dataset.classes.size()))});
  };
  failed_ = read_patch_features(
      std::move(network), dataset, std::move(items),
      {.training_size = options.training_size, .feature_size = options.feature_size}, compute, take,
      control, progress);
  if (fitted.empty()) {
    throw Error("has no image with tags that can be read", dataset.root.string(),
                "Tag some images: instant labels are fitted to them");
  }
  classifier_ = fit_in_rounds(
      fitted, [&](std::size_t i) { return patches(fitted_items[i]); }, options.rounds, control,
      progress);
}

torch::Tensor InstantModel::patches(std::size_t item) const {
  return method::standardise(features_[item], statistics_);
}

torch::Tensor InstantModel::scores(std::size_t item) const {
  return method::pixel_scores(patches(item), classifier_);
}

ScorePlanes instant_planes(const torch::Tensor& scores, const torch::Tensor& allowed,
                           const image::Image& photo, int size) {
  const torch::NoGradGuard no_gradient;
  return to_planes(method::refined_probability(scores, with_background(allowed),
                                               photo_tensor(photo, {size, size})),
                   class_ids(allowed));
}

}  // namespace penumbra::label
