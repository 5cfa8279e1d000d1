#include "label/live_base.h"

#include <algorithm>
#include <cstdio>
#include <span>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/phrase.h"
#include "label/allowed_classes.h"
#include "label/closed_form_start.h"
#include "label/patch_features.h"
#include "label/pixel_fit.h"
#include "model/weights.h"

namespace penumbra::label {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t entries_a_write = 16;
constexpr int rounds = 4;  // of self-training

fs::path base_file(const LiveInput& input) {
  char name[64];
  std::snprintf(
      name, sizeof name, "base-%016llx.safetensors",
      static_cast<unsigned long long>(hash_bytes(std::as_bytes(std::span(input.selection)))));
  return input.folder / name;
}

/// The classifier's columns for the classes as they are now. A class that it does not know is seen
/// nowhere until it is drawn.
torch::Tensor columns_of(const torch::Tensor& classifier, const std::vector<std::string>& known,
                         const dataset::Classes& classes) {
  std::vector<torch::Tensor> columns{classifier.select(1, 0)};
  for (const auto& name : classes.names()) {
    const auto found = std::ranges::find(known, name);
    if (found != known.end()) {
      columns.push_back(classifier.select(1, 1 + (found - known.begin())));
    } else {
      auto nowhere = torch::zeros({classifier.size(0)}, torch::kDouble);
      nowhere[classifier.size(0) - 1] = -1;
      columns.push_back(nowhere);
    }
  }
  return torch::stack(columns, 1);
}

std::optional<LiveBase> read_base(const LiveInput& input) {
  std::error_code code;
  const auto file = base_file(input);
  if (!fs::exists(file, code)) return std::nullopt;
  try {
    const auto state = model::read_state_dict(file);
    const auto known = parse_json(state.metadata.at("classes")).get<std::vector<std::string>>();
    return LiveBase{{state.at("mean"), state.at("deviation")},
                    columns_of(state.at("classifier"), known, input.dataset.classes)};
  } catch (const std::exception&) {
    return std::nullopt;  // It is made anew.
  }
}

void write_base(const LiveInput& input, const LiveBase& base) {
  model::StateDict state;
  state.tensors = {{"mean", base.statistics.mean()},
                   {"deviation", base.statistics.deviation()},
                   {"classifier", base.classifier.contiguous()}};
  state.metadata["classes"] = json_text(nlohmann::json(input.dataset.classes.names()));
  state.metadata["images"] = input.selection;
  model::write_state_dict(base_file(input), state);
}

std::vector<std::string> tag_texts(const dataset::Dataset& dataset) {
  std::vector<std::string> texts;
  for (const auto& item : dataset.items) {
    std::string text;
    for (const int tag : item.tags) text += dataset.classes.name(tag) + "\n";
    texts.push_back(std::move(text));
  }
  return texts;
}

void read_features(LoadedModel& model, const LiveInput& input, std::vector<std::size_t> items,
                   bool with_start_labels, const std::vector<std::string>& tags, LiveStore& store,
                   const device::Compute& compute, JobControl& control, ProgressSink& progress) {
  std::vector<std::pair<project::PhotoVersion, LiveStore::Entry>> entries;
  const auto write = [&] {
    store.keep(entries);
    entries.clear();
  };
  const auto take = [&](PatchFeatures image) {
    entries.emplace_back(input.photos[image.item],
                         LiveStore::Entry{std::move(image.features), std::move(image.start_labels),
                                          tags[image.item]});
    if (entries.size() == entries_a_write) write();
  };
  try {
    read_patch_features(model.network, input.dataset, std::move(items),
                        {.training_size = model.options.image_size,
                         .feature_size = input.feature_size,
                         .start_labels = with_start_labels},
                        compute, take, control, progress);
  } catch (const Cancelled&) {
    write();
    throw;
  }
  write();
}

std::vector<std::size_t> without(const std::vector<std::size_t>& order,
                                 const std::vector<std::size_t>& done) {
  const std::unordered_set<std::size_t> known(done.begin(), done.end());
  std::vector<std::size_t> rest;
  for (const auto item : order)
    if (!known.contains(item)) rest.push_back(item);
  return rest;
}

LiveBase make_base(LoadedModel& model, const LiveInput& input, LiveStore& store,
                   const device::Compute& compute, JobControl& control, ProgressSink& progress) {
  const auto tags = tag_texts(input.dataset);
  const auto fits = [&](std::size_t item) { return takes_part(input.dataset.items[item]); };
  const auto current = store.with_start_labels(input.photos, tags);
  auto done = store.known(input.photos);
  std::erase_if(done, [&](std::size_t item) {
    return fits(item) && !std::ranges::binary_search(current, item);
  });
  if (auto missing = without(input.order, done); !missing.empty()) {
    if (!model.trained)
      closed_form_start(model.network, input.start_images ? *input.start_images : input.dataset,
                        model.options.image_size, input.folder / "closed_form.safetensors", compute,
                        control, progress);
    read_features(model, input, std::move(missing), true, tags, store, compute, control, progress);
  }

  method::ChannelStatistics statistics;
  std::vector<std::size_t> tagged;
  for (const auto item : store.known(input.photos)) {
    control.checkpoint();
    const auto entry = store.find(input.photos[item]);
    if (!entry) continue;
    statistics.add(entry->features);
    if (entry->start_labels.defined() && fits(item)) tagged.push_back(item);
  }
  if (tagged.empty())
    throw Error("has no image with tags that can be read", input.dataset.root.string(),
                "Tag some images: instant labels are fitted to them");
  tagged = spread(tagged, most_fitted_images);
  std::vector<FittedImage> fitted;
  for (const auto item : tagged)
    fitted.push_back(
        {store.find(input.photos[item])->start_labels,
         with_background(tag_vector(input.dataset.items[item], input.dataset.classes.size()))});
  const auto patches = [&](std::size_t i) {
    return method::standardise(store.find(input.photos[tagged[i]])->features, statistics);
  };
  return {statistics, fit_in_rounds(fitted, patches, rounds, control, progress)};
}

}  // namespace

fs::path live_cache(const project::Project& project, const fs::path& model_file, int feature_size) {
  char key[64];
  std::snprintf(key, sizeof key, "%016llx-%d",
                static_cast<unsigned long long>(hash_file(model_file)), feature_size);
  return project.cache() / "live" / key;
}

std::vector<std::size_t> spread(const std::vector<std::size_t>& items, std::size_t count) {
  if (items.size() <= count) return items;
  std::vector<std::size_t> some(count);
  for (std::size_t i = 0; i < count; ++i) some[i] = items[i * items.size() / count];
  return some;
}

LiveBase prepare_live(LoadedModel& model, const LiveInput& input, LiveStore& store,
                      const device::Compute& compute, JobControl& control, ProgressSink& progress) {
  const torch::NoGradGuard no_gradient;
  if (auto base = read_base(input)) {
    if (auto missing = without(input.order, store.known(input.photos)); !missing.empty())
      read_features(model, input, std::move(missing), false, tag_texts(input.dataset), store,
                    compute, control, progress);
    return *std::move(base);
  }
  const auto made = make_base(model, input, store, compute, control, progress);
  write_base(input, made);
  // As it is read from the file, so that the same labels follow each time.
  return read_base(input).value();
}

}  // namespace penumbra::label
