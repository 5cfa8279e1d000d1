#include "label/instant.h"

#include <algorithm>

#include "base/error.h"
#include "device/precision.h"
#include "label/allowed_classes.h"
#include "label/photo.h"
#include "label/photo_stream.h"
#include "method/cam.h"
#include "method/pixel_classifier.h"
#include "method/pixel_labels.h"

namespace penumbra::label {
namespace {

/// Images without tags take no part in fitting.
bool takes_part(const dataset::Item& item) { return item.tagged && !item.tags.empty(); }

}  // namespace

InstantModel::InstantModel(model::Network network, const dataset::Dataset& dataset,
                           const InstantOptions& options, const device::Compute& compute,
                           JobControl& control, ProgressSink& progress)
    : dataset_(dataset), features_(dataset.items.size()), start_labels_(dataset.items.size()) {
  const torch::NoGradGuard no_gradient;
  read(std::move(network), options, compute, control, progress);
  if (std::ranges::none_of(start_labels_, [](const auto& labels) { return labels.defined(); })) {
    throw Error("has no image with tags that can be read", dataset.root.string(),
                "Tag some images: instant labels are fitted to them");
  }
  ProgressCounter counter(progress, "fitting", options.rounds + 1);
  classifier_ = fit(start_labels_, method::first_fit_lambda, control);
  counter.advance();
  for (int round = 0; round < options.rounds; ++round) {
    std::vector<torch::Tensor> labels(start_labels_.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (!start_labels_[i].defined()) continue;
      control.checkpoint();
      labels[i] = method::self_training_labels(
          scores(i), with_background(tag_vector(dataset.items[i], dataset.classes.size())));
    }
    classifier_ = fit(labels, method::later_fit_lambda, control);
    counter.advance();
  }
}

void InstantModel::read(model::Network network, const InstantOptions& options,
                        const device::Compute& compute, JobControl& control,
                        ProgressSink& progress) {
  const int size = options.training_size;
  const int feature_size = options.feature_size > 0 ? options.feature_size : 2 * size;
  const device::Autocast autocast(compute);
  std::vector<std::size_t> all(dataset_.items.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;

  ProgressCounter counter(progress, "features", static_cast<std::int64_t>(all.size()));
  PhotoStream photos(dataset_, std::move(all), std::max(size, feature_size));
  while (auto photo = photos.next()) {
    control.checkpoint();
    const auto& item = dataset_.items[photo->item];
    if (!photo->failure.empty()) {
      progress.message(Severity::Warning, "left out " + item.id + ": " + photo->failure);
      ++failed_;
      counter.advance();
      continue;
    }
    const auto large = encoder_input(photo->image, {feature_size, feature_size});
    const auto features = method::pixel_features(network, large.to(compute.device)).squeeze(0);
    features_[photo->item] = features.to(torch::kCPU, torch::kHalf);
    statistics_.add(features_[photo->item]);
    if (takes_part(item)) {
      const auto cams = method::multi_scale_cam(
          network, encoder_input(photo->image, {size, size}).to(compute.device));
      const auto cam = method::patch_cam(cams.top, cams.aux, features.size(1), features.size(2))
                           .squeeze(0)
                           .to(torch::kCPU, torch::kFloat);
      start_labels_[photo->item] =
          method::start_labels(cam, tag_vector(item, dataset_.classes.size()));
    }
    counter.advance();
  }
}

torch::Tensor InstantModel::patches(std::size_t item) const {
  return method::standardise(features_[item], statistics_);
}

torch::Tensor InstantModel::fit(const std::vector<torch::Tensor>& labels, double lambda,
                                JobControl& control) const {
  const auto known =
      std::ranges::find_if(labels, [](const auto& label) { return label.defined(); });
  const auto entries = features_[static_cast<std::size_t>(known - labels.begin())].size(0) + 1;
  method::ClassSums sums(dataset_.classes.size() + 1, entries);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].defined()) continue;
    control.checkpoint();
    sums.add(patches(i), labels[i]);
  }
  return method::fit(sums, lambda);
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
