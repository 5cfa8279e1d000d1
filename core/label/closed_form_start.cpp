#include "label/closed_form_start.h"

#include <optional>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "device/precision.h"
#include "label/allowed_classes.h"
#include "label/photo.h"
#include "label/photo_stream.h"
#include "method/closed_form.h"
#include "model/evaluation_mode.h"
#include "model/packed_blocks.h"
#include "model/weights.h"

namespace penumbra::label {
namespace {

constexpr std::int64_t batch_size = 8;

/// Global max pool of B x N x D tokens: B x D.
torch::Tensor pooled(const torch::Tensor& tokens) {
  return tokens.amax(1).to(torch::kCPU, torch::kFloat);
}

/// What the cached features belong to.
std::string key(const dataset::Dataset& dataset, int size) {
  nlohmann::json ids = nlohmann::json::array();
  for (const auto& item : dataset.items) {
    if (item.tagged) ids.push_back(item.id);
  }
  return json_text({{"size", size}, {"images", ids}}, -1, nlohmann::json::error_handler_t::replace);
}

std::optional<PooledFeatures> read_cache(const std::filesystem::path& file,
                                         const std::string& key) {
  std::error_code code;
  if (file.empty() || !std::filesystem::exists(file, code)) return std::nullopt;
  const auto state = model::read_state_dict(file);
  const auto found = state.metadata.find("features");
  if (found == state.metadata.end() || found->second != key) return std::nullopt;
  PooledFeatures features;
  features.top = state.at("top").to(torch::kFloat);
  features.aux = state.at("aux").to(torch::kFloat);
  const auto items = state.at("items").to(torch::kLong).contiguous();
  const auto* const begin = items.const_data_ptr<std::int64_t>();
  features.items.assign(begin, begin + items.numel());
  return features;
}

void write_cache(const std::filesystem::path& file, const std::string& key,
                 const PooledFeatures& features) {
  if (file.empty()) return;
  make_folder(file.parent_path());
  model::StateDict state;
  state.tensors = {{"top", features.top},
                   {"aux", features.aux},
                   {"items", torch::tensor(std::vector<std::int64_t>(features.items.begin(),
                                                                     features.items.end()))}};
  state.metadata["features"] = key;
  model::write_state_dict(file, state);
}

}  // namespace

PooledFeatures pooled_features(model::Network network, const dataset::Dataset& dataset, int size,
                               const device::Compute& compute, JobControl& control,
                               ProgressSink& progress) {
  const torch::NoGradGuard no_gradient;
  const model::EvaluationMode evaluation(*network);
  const device::Autocast autocast(compute);
  const model::PackedPasses passes(network->encoder, compute.bf16_allowed);
  std::vector<std::size_t> tagged;
  for (std::size_t i = 0; i < dataset.items.size(); ++i) {
    if (dataset.items[i].tagged) tagged.push_back(i);
  }

  PooledFeatures result;
  std::vector<torch::Tensor> batch, top, aux;
  const auto pass = [&] {
    if (batch.empty()) return;
    const auto out =
        network->encoder->forward(torch::cat(batch).to(compute.device), {}, {.cls = false});
    top.push_back(pooled(out.patches));
    aux.push_back(pooled(out.aux));
    batch.clear();
  };
  ProgressCounter counter(progress, phrase("closed-form start"),
                          static_cast<std::int64_t>(tagged.size()));
  PhotoStream photos(dataset, tagged, size);
  while (auto photo = photos.next()) {
    control.checkpoint();
    if (photo->failure.empty()) {
      result.items.push_back(photo->item);
      batch.push_back(encoder_input(photo->image, {size, size}));
      if (static_cast<std::int64_t>(batch.size()) == batch_size) pass();
    } else {
      result.broken.push_back({dataset.items[photo->item].image, photo->failure});
    }
    counter.advance();
  }
  pass();
  if (top.empty()) {
    throw Error("has no image with tags that can be read", dataset.root.string(),
                "Tag some images: the classifiers are fitted to them");
  }
  result.top = torch::cat(top);
  result.aux = torch::cat(aux);
  return result;
}

void closed_form_start(model::Network network, const dataset::Dataset& dataset, int size,
                       const std::filesystem::path& cache, const device::Compute& compute,
                       JobControl& control, ProgressSink& progress) {
  const auto cache_key = key(dataset, size);
  auto features = read_cache(cache, cache_key);
  if (!features) {
    features = pooled_features(network, dataset, size, compute, control, progress);
    for (const auto& broken : features->broken) {
      progress.message(Severity::Warning, "left out of the closed-form start: " + broken.reason);
    }
    write_cache(cache, cache_key, *features);
  }
  std::vector<torch::Tensor> tags;
  for (const auto item : features->items) {
    tags.push_back(tag_vector(dataset.items[item], dataset.classes.size()));
  }
  const auto labels = torch::stack(tags);  // n x K
  const torch::NoGradGuard no_gradient;
  const auto start = [&](torch::nn::Conv2d& classifier, const torch::Tensor& x) {
    classifier->weight.copy_(
        method::closed_form_classifier(x, labels, classifier->weight.to(torch::kCPU)));
  };
  start(network->top_classifier, features->top);
  start(network->aux_classifier, features->aux);
  progress.message(Severity::Info, "classifiers started in closed form on " +
                                       std::to_string(features->items.size()) + " images");
}

}  // namespace penumbra::label
