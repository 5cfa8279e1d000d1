#include "label/instant.h"

#include <algorithm>

#include "base/error.h"
#include "base/phrase.h"
#include "device/precision.h"
#include "label/allowed_classes.h"
#include "label/photo.h"
#include "label/photo_stream.h"
#include "method/cam.h"
#include "method/pixel_classifier.h"
#include "method/pixel_labels.h"
#include "model/packed_blocks.h"

namespace penumbra::label {
namespace {

constexpr std::size_t batch_size = 4;

/// Images without tags take no part in fitting.
bool takes_part(const dataset::Item& item) { return item.tagged && !item.tags.empty(); }

/// Start labels of image `index` of a batch, h x w, from CAMs of its tagged classes alone.
torch::Tensor start_labels(const model::Network& network,
                           const std::vector<method::MirroredMaps>& maps, std::int64_t index,
                           const std::vector<int>& tags, int size, const torch::Tensor& features) {
  const auto classes = torch::tensor(std::vector<std::int64_t>(tags.begin(), tags.end()));  // n
  const auto cam = [&](auto kind, const torch::Tensor& classifier) {
    std::vector<torch::Tensor> of_kind;
    for (const auto& at_scale : maps) of_kind.push_back(at_scale.*kind);
    return method::cam_of_image(of_kind, index, classifier, classes - 1, size, size);
  };
  const auto patches =
      method::patch_cam(cam(&method::MirroredMaps::top, network->top_classifier->weight),
                        cam(&method::MirroredMaps::aux, network->aux_classifier->weight),
                        features.size(1), features.size(2));
  const auto labels = method::start_labels(patches.squeeze(0).to(torch::kCPU, torch::kFloat),
                                           torch::ones({classes.size(0)}));
  const auto ids = torch::cat({torch::zeros({1}, torch::kLong), classes});
  return torch::where(labels == method::unknown_label, labels,
                      ids.take(labels.clamp_max(classes.size(0))));
}

}  // namespace

struct InstantModel::Input {
  std::size_t item = 0;
  torch::Tensor large;  ///< 1 x 3 x F x F
  torch::Tensor small;  ///< 1 x 3 x S x S; undefined where the image takes no part in fitting
};

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
  ProgressCounter counter(progress, phrase("fitting"), options.rounds + 1);
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
  const model::PackedPasses passes(network->encoder, compute.bf16_allowed);
  std::vector<std::size_t> all(dataset_.items.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;

  ProgressCounter counter(progress, phrase("features"), static_cast<std::int64_t>(all.size()));
  PhotoStream photos(dataset_, std::move(all), std::max(size, feature_size));
  std::vector<Input> batch;
  const auto pass = [&] {
    if (batch.empty()) return;
    read_batch(network, batch, compute);
    counter.advance(static_cast<std::int64_t>(batch.size()));
    batch.clear();
  };
  while (auto photo = photos.next()) {
    control.checkpoint();
    const auto& item = dataset_.items[photo->item];
    if (!photo->failure.empty()) {
      progress.message(Severity::Warning, "left out " + item.id + ": " + photo->failure);
      ++failed_;
      counter.advance();
      continue;
    }
    Input& input = batch.emplace_back();
    input.item = photo->item;
    input.large = encoder_input(photo->image, {feature_size, feature_size});
    if (takes_part(item)) input.small = encoder_input(photo->image, {size, size});
    if (batch.size() == batch_size) pass();
  }
  pass();
}

void InstantModel::read_batch(const model::Network& network, const std::vector<Input>& batch,
                              const device::Compute& compute) {
  std::vector<torch::Tensor> large, small;
  for (const auto& input : batch) {
    large.push_back(input.large);
    if (input.small.defined()) small.push_back(input.small);
  }
  const auto features =
      method::pixel_features(network, torch::cat(large).to(compute.device));  // B x D x h x w
  std::vector<method::MirroredMaps> maps;
  if (!small.empty()) maps = method::mirrored_maps(network, torch::cat(small).to(compute.device));
  std::int64_t row = 0;  // of the maps
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& input = batch[i];
    auto& stored = features_[input.item];
    stored = features[static_cast<std::int64_t>(i)].to(torch::kCPU, torch::kHalf);
    statistics_.add(stored);
    if (!input.small.defined()) continue;
    start_labels_[input.item] = start_labels(network, maps, row++, dataset_.items[input.item].tags,
                                             static_cast<int>(input.small.size(2)), stored);
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
