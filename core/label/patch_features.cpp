#include "label/patch_features.h"

#include <algorithm>
#include <utility>

#include "base/phrase.h"
#include "device/precision.h"
#include "label/photo.h"
#include "label/photo_stream.h"
#include "method/cam.h"
#include "method/pixel_features.h"
#include "method/pixel_labels.h"
#include "model/packed_blocks.h"

namespace penumbra::label {
namespace {

constexpr std::size_t batch_size = 4;

struct Input {
  std::size_t item = 0;
  torch::Tensor large;  ///< 1 x 3 x F x F
  torch::Tensor small;  ///< 1 x 3 x S x S; undefined where no start labels are asked for
};

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

std::vector<PatchFeatures> read_batch(const model::Network& network,
                                      const dataset::Dataset& dataset,
                                      const std::vector<Input>& batch,
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
  std::vector<PatchFeatures> all;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& input = batch[i];
    auto& image = all.emplace_back();
    image.item = input.item;
    image.features = features[static_cast<std::int64_t>(i)].to(torch::kCPU, torch::kHalf);
    if (!input.small.defined()) continue;
    image.start_labels = start_labels(network, maps, row++, dataset.items[input.item].tags,
                                      static_cast<int>(input.small.size(2)), image.features);
  }
  return all;
}

}  // namespace

bool takes_part(const dataset::Item& item) { return item.tagged && !item.tags.empty(); }

std::size_t read_patch_features(model::Network network, const dataset::Dataset& dataset,
                                std::vector<std::size_t> items, const PatchFeatureOptions& options,
                                const device::Compute& compute,
                                const std::function<void(PatchFeatures)>& take, JobControl& control,
                                ProgressSink& progress) {
  const torch::NoGradGuard no_gradient;
  const int size = options.training_size;
  const int feature_size = options.feature_size > 0 ? options.feature_size : 2 * size;
  const device::Autocast autocast(compute);
  const model::PackedPasses passes(network->encoder, compute.bf16_allowed);

  ProgressCounter counter(progress, phrase("features"), static_cast<std::int64_t>(items.size()));
  PhotoStream photos(dataset, std::move(items), std::max(size, feature_size));
  std::vector<Input> batch;
  const auto pass = [&] {
    if (batch.empty()) return;
    for (auto& image : read_batch(network, dataset, batch, compute)) take(std::move(image));
    counter.advance(static_cast<std::int64_t>(batch.size()));
    batch.clear();
  };
  std::size_t failed = 0;
  while (auto photo = photos.next()) {
    control.checkpoint();
    const auto& item = dataset.items[photo->item];
    if (!photo->failure.empty()) {
      progress.message(Severity::Warning, "left out " + item.id + ": " + photo->failure);
      ++failed;
      counter.advance();
      continue;
    }
    Input& input = batch.emplace_back();
    input.item = photo->item;
    input.large = encoder_input(photo->image, {feature_size, feature_size});
    if (options.start_labels && takes_part(item))
      input.small = encoder_input(photo->image, {size, size});
    if (batch.size() == batch_size) pass();
  }
  pass();
  return failed;
}

}  // namespace penumbra::label
