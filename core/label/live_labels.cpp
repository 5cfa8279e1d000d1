#include "label/live_labels.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <list>
#include <mutex>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "base/hash.h"
#include "base/phrase.h"
#include "device/parallel.h"
#include "image/decode.h"
#include "label/allowed_classes.h"
#include "label/byte_features.h"
#include "label/live_base.h"
#include "label/patch_features.h"
#include "label/photo.h"
#include "method/pixel_labels.h"
#include "project/evidence.h"
#include "project/layers.h"
#include "project/project_data.h"

namespace penumbra::label {
namespace {

using project::ImageId;

/// Where the best of two classes is less than three times as likely as the second (softmax of 10
/// times the scores, method.md section 12).
constexpr float unsure_margin = 0.11F;
constexpr std::size_t images_a_write = 32;
constexpr std::int64_t images_a_part = 4;  // that a thread labels before it takes the next
constexpr std::size_t photos_in_memory = 64;
constexpr std::int64_t most_compared = 2000;
constexpr std::int64_t most_kept_influence = 400;  // strokes of an image, in patches

bool says_all(const image::LabelMap& map) {
  return std::ranges::find(map.labels, image::ignore_label) == map.labels.end();
}

bool says_nothing(const image::LabelMap& map) {
  return std::ranges::all_of(map.labels, [](auto label) { return label == image::ignore_label; });
}

std::uint64_t hash_of(const std::vector<std::uint8_t>& bytes) {
  return hash_bytes(std::as_bytes(std::span(bytes)));
}

/// One image, and what is known of it.
struct LiveImage {
  ImageId id = 0;
  std::size_t item = 0;
  project::PhotoVersion version;
  torch::Tensor features;                       ///< D x h x w, half; undefined: in the store alone
  image::Size grid;                             ///< of its patches
  bool teaches = false;                         ///< also where nobody drew
  torch::Tensor strokes;                        ///< h x w of int64; undefined where nothing is said
  bool complete = false;                        ///< something is said of all its pixels
  bool drawn = false;                           ///< ... of all its patches: scores say no more
  std::shared_ptr<const image::LabelMap> said;  ///< class ids; null: as the project has it
  std::uint64_t said_hash = 0;
  torch::Tensor candidates;  ///< C of bool, with the classes of its strokes
  torch::Tensor classes;     ///< the ids of those, int64
  torch::Tensor influence;   ///< of its strokes (method::stroke_influence); undefined: not kept
  Lesson said_lesson;        ///< of the scores of tags
  Lesson lesson;             ///< of the scores that said_lessons give
  PatchLabels patches;
  float unsure = 0;  ///< share of its patches

  bool has_strokes() const { return strokes.defined(); }
  torch::Tensor strokes_or_none() const {
    return has_strokes()
               ? strokes
               : torch::full({grid.height, grid.width}, method::unknown_label, torch::kLong);
  }
  /// Whether something of it teaches, or did.
  bool has_lesson() const { return teaches || has_strokes() || said_lesson.labels.defined(); }
  std::uint64_t hash() const {
    return hash_of(patches.labels) * 31 + said_hash * 7 + static_cast<std::uint64_t>(complete) + 1;
  }
};

struct Refined {
  image::LabelMap map;  ///< class values
  image::ScoreMap uncertainty;
};

}  // namespace

struct LiveLabels::Impl {
  Impl(project::Project& project, const LiveOptions& options, JobControl& control,
       ProgressSink& progress);

  LiveImage& image(ImageId id);
  torch::Tensor features(const LiveImage& image) const;
  void take_in(LiveImage& image, const image::LabelMap* said, const dataset::Item& item);
  void say(LiveImage& image);
  Lesson next_lesson(const LiveImage& image, const torch::Tensor& features) const;
  void learn(LiveImage& image);
  void learn(JobControl& control);
  torch::Tensor scores_of(const LiveClassifier& of, const LiveImage& image,
                          const torch::Tensor& features, const torch::Tensor& classes) const;
  torch::Tensor candidate_scores(const LiveImage& image, const torch::Tensor& features) const;
  bool label_patches(LiveImage& image, std::int64_t& changed) const;
  std::shared_ptr<const image::LabelMap> said(const LiveImage& image) const;
  image::Image photo(const LiveImage& image) const;
  Refined refine(const LiveImage& image) const;
  project::LayerId layer();

  project::Project& project;
  LiveOptions options;
  project::ProjectData data;
  device::Compute compute;
  int training_size = 0;
  std::string model_file;
  std::unique_ptr<LiveStore> store;
  LiveBase base;
  /// Taught by what tags and each image's own strokes say of its patches ...
  std::optional<LiveClassifier> first;
  /// ... and by what that one makes of them: a stroke is a lesson for the rest of its image, and
  /// for others like it.
  std::optional<LiveClassifier> classifier;
  bool behind = false;  ///< `first` was fitted anew since all images taught `classifier`
  std::vector<LiveImage> images;
  std::vector<ImageId> ids;
  std::unordered_map<ImageId, std::size_t> places;
  std::uint64_t bytes_in_memory = 0;
  project::LayerId layer_id = 0;

  mutable std::mutex photos_mutex;
  mutable std::list<std::pair<ImageId, image::Image>> photos;  ///< small, the last used first
};

LiveLabels::Impl::Impl(project::Project& of, const LiveOptions& live_options, JobControl& control,
                       ProgressSink& progress)
    : project(of),
      options(live_options),
      data(project::read_data(of, options.where, options.split)),
      compute(device::choose(options.device)) {
  const torch::NoGradGuard no_gradient;
  device::use_threads(compute.threads);
  auto model = load_model(options.model, data.dataset.classes, false);
  training_size = model.options.image_size;
  model_file = model.file.string();
  const int feature_size = options.feature_size > 0 ? options.feature_size : 2 * training_size;

  LiveInput input{data.dataset,
                  {},
                  {},
                  {},
                  live_cache(of, model.file, feature_size),
                  options.where + "\n" + options.split,
                  feature_size};
  for (const auto& row : project::rows(of, data.images))
    input.photos.push_back({row.id, static_cast<std::uint64_t>(row.bytes), row.modified});
  std::unordered_map<ImageId, std::size_t> item_of;
  for (std::size_t i = 0; i < data.images.size(); ++i) item_of[data.images[i]] = i;
  std::vector<bool> listed(data.images.size());
  const auto list = [&](std::size_t item) {
    if (!listed[item]) input.order.push_back(item);
    listed[item] = true;
  };
  for (const auto id : options.first)
    if (const auto found = item_of.find(id); found != item_of.end()) list(found->second);
  for (std::size_t i = 0; i < data.images.size(); ++i) list(i);

  // Bare weights are started on the tagged images beside those that are labelled, if there are any.
  if (!model.trained && !(options.where.empty() && options.split.empty())) {
    auto all = project::read_data(of, "is:tagged tags>0");
    std::vector<dataset::Item> others;
    for (std::size_t i = 0; i < all.images.size(); ++i)
      if (!item_of.contains(all.images[i])) others.push_back(std::move(all.dataset.items[i]));
    if (!others.empty()) {
      all.dataset.items = std::move(others);
      input.start_images = std::move(all.dataset);
    }
  }

  const auto& encoder = model.network->encoder->options();
  const auto side = feature_size / encoder.patch;
  const auto room = options.cache_bytes / byte_size(encoder.width, std::int64_t{side} * side);
  if (input.order.size() > room) {
    progress.message(Severity::Warning, input.folder.string() + " has room for the features of " +
                                            std::to_string(room) + " of " +
                                            std::to_string(input.order.size()) + " images (" +
                                            std::to_string(options.cache_bytes >> 20) +
                                            " MiB): the others get no live labels");
    input.order.resize(room);
  }

  store = std::make_unique<LiveStore>(input.folder / "features.sqlite", options.cache_bytes);
  base = prepare_live(model, input, *store, compute, control, progress);
  first.emplace(base);
  classifier.emplace(base);

  std::vector<std::size_t> tagged;
  for (const auto item : store->known(input.photos)) {
    control.checkpoint();
    auto entry = store->find(input.photos[item]);
    if (!entry) continue;
    LiveImage one;
    one.id = data.images[item];
    one.item = item;
    one.version = input.photos[item];
    one.grid = {static_cast<int>(entry->features.size(2)),
                static_cast<int>(entry->features.size(1))};
    if (bytes_in_memory + entry->features.nbytes() <= options.memory_bytes) {
      bytes_in_memory += entry->features.nbytes();
      one.features = std::move(entry->features);
    }
    if (takes_part(data.dataset.items[item])) tagged.push_back(images.size());
    places[one.id] = images.size();
    ids.push_back(one.id);
    images.push_back(std::move(one));
  }
  for (const auto place : spread(tagged, most_fitted_images)) images[place].teaches = true;

  const auto with_evidence = project::images_with_evidence(of);
  const std::set<ImageId> drawn(with_evidence.begin(), with_evidence.end());
  ProgressCounter counter(progress, phrase("taking in what was said"),
                          static_cast<std::int64_t>(images.size()));
  for (auto& one : images) {
    control.checkpoint();
    std::optional<image::LabelMap> said;
    if (drawn.contains(one.id)) said = project::read_evidence(of, one.id);
    take_in(one, said ? &*said : nullptr, data.dataset.items[one.item]);
    one.said.reset();  // As the project has it.
    say(one);
    counter.advance();
  }
  first->fit();
  behind = true;
  learn(control);
}

LiveImage& LiveLabels::Impl::image(ImageId id) {
  const auto found = places.find(id);
  if (found == places.end())
    throw Error("has no live labels", "image " + std::to_string(id),
                "Start live labels anew with this image among those that are asked for");
  return images[found->second];
}

torch::Tensor LiveLabels::Impl::features(const LiveImage& image) const {
  if (image.features.defined()) return image.features;
  auto entry = store->find(image.version);
  if (!entry)
    throw Error("its features are gone from the cache", data.dataset.items[image.item].id,
                "Start live labels anew, or give the cache more room");
  return std::move(entry->features);
}

/// said: class values; null where nothing is said.
void LiveLabels::Impl::take_in(LiveImage& image, const image::LabelMap* said,
                               const dataset::Item& item) {
  const auto allowed = known_classes(item, data.dataset.classes.size());
  image.candidates = with_background(allowed);
  image.strokes = torch::Tensor();
  image.complete = image.drawn = false;
  image.said.reset();
  image.said_hash = 0;
  if (said && !says_nothing(*said)) {
    auto map = *said;
    data.numbers->to_ids(map);
    image.strokes = method::patch_strokes(to_tensor(map), image.grid.height, image.grid.width);
    image.complete = says_all(map);
    image.drawn = (image.strokes != method::unknown_label).all().item<bool>();
    image.said_hash = hash_of(map.labels);
    image.said = std::make_shared<const image::LabelMap>(std::move(map));
    const auto drawn = image.strokes.masked_select(image.strokes != method::unknown_label);
    image.candidates = image.candidates.index_fill(0, drawn, true);
  }
  image.classes = image.candidates.nonzero().squeeze(1);
}

void LiveLabels::Impl::say(LiveImage& image) {
  if (!image.has_lesson()) return;
  const auto x = features(image);
  auto said = lesson(first->scores_of_tags(x, image.classes), image.classes, image.teaches,
                     image.strokes_or_none());
  first->replace(x, image.said_lesson, said);
  image.said_lesson = std::move(said);
  image.influence = torch::Tensor();
  if (!image.has_strokes() || image.complete) return;
  const auto drawn = (image.strokes != method::unknown_label).sum().item<std::int64_t>();
  if (drawn <= most_kept_influence)
    image.influence =
        method::stroke_influence(first->standardised(x), image.strokes).to(torch::kFloat);
}

Lesson LiveLabels::Impl::next_lesson(const LiveImage& image, const torch::Tensor& x) const {
  return lesson(image.drawn ? torch::Tensor() : scores_of(*first, image, x, image.classes),
                image.classes, image.teaches, image.strokes_or_none());
}

void LiveLabels::Impl::learn(LiveImage& image) {
  const auto x = features(image);
  auto next = next_lesson(image, x);
  classifier->replace(x, image.lesson, next);
  image.lesson = std::move(next);
}

void LiveLabels::Impl::learn(JobControl& control) {
  if (!behind) return;
  std::mutex sums;
  device::parallel_for(static_cast<std::int64_t>(images.size()), images_a_part,
                       [&](std::int64_t begin, std::int64_t end) {
                         const torch::NoGradGuard no_gradient;
                         for (auto i = begin; i < end; ++i) {
                           control.checkpoint();
                           auto& image = images[static_cast<std::size_t>(i)];
                           if (!image.has_lesson()) continue;
                           const auto x = features(image);
                           auto next = next_lesson(image, x);
                           const std::scoped_lock lock(sums);
                           classifier->replace(x, image.lesson, next);
                           image.lesson = std::move(next);
                         }
                       });
  classifier->fit();
  behind = false;
}

/// Scores of some classes, drawn towards the image's own strokes, n x h x w.
torch::Tensor LiveLabels::Impl::scores_of(const LiveClassifier& of, const LiveImage& image,
                                          const torch::Tensor& x,
                                          const torch::Tensor& classes) const {
  const auto scores = of.scores(x, classes);
  if (!image.has_strokes() || image.complete) return scores;
  return method::correct_locally(scores, classes, image.strokes,
                                 image.influence.defined()
                                     ? image.influence
                                     : method::stroke_influence(of.standardised(x), image.strokes));
}

torch::Tensor LiveLabels::Impl::candidate_scores(const LiveImage& image,
                                                 const torch::Tensor& x) const {
  return scores_of(*classifier, image, x, image.classes);
}

/// Returns whether a label changed.
bool LiveLabels::Impl::label_patches(LiveImage& image, std::int64_t& changed) const {
  const auto count = image.grid.area();
  std::vector<std::uint8_t> labels(count);
  std::size_t unsure = 0;
  if (image.drawn) {
    const auto strokes = image.strokes.contiguous();
    const auto* said = strokes.const_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < count; ++i)
      labels[i] = static_cast<std::uint8_t>(data.numbers->to_value(static_cast<int>(said[i])));
  } else {
    const auto scores = candidate_scores(image, features(image)).contiguous();
    const auto* score = scores.const_data_ptr<float>();
    const auto* ids_of = image.classes.const_data_ptr<std::int64_t>();
    const auto classes = static_cast<std::size_t>(scores.size(0));
    std::vector<std::uint8_t> values(classes);
    for (std::size_t c = 0; c < classes; ++c)
      values[c] = static_cast<std::uint8_t>(data.numbers->to_value(static_cast<int>(ids_of[c])));
    for (std::size_t i = 0; i < count; ++i) {
      float best = score[i], second = -std::numeric_limits<float>::infinity();
      std::size_t at = 0;
      for (std::size_t c = 1; c < classes; ++c) {
        const float value = score[c * count + i];
        if (value > best) {
          second = best;
          best = value;
          at = c;
        } else {
          second = std::max(second, value);
        }
      }
      labels[i] = values[at];
      unsure += best - second < unsure_margin;
    }
    if (image.has_strokes()) {
      const auto strokes = image.strokes.contiguous();
      const auto* said = strokes.const_data_ptr<std::int64_t>();
      for (std::size_t i = 0; i < count; ++i)
        if (said[i] != method::unknown_label)
          labels[i] = static_cast<std::uint8_t>(data.numbers->to_value(static_cast<int>(said[i])));
    }
  }
  image.unsure = static_cast<float>(unsure) / static_cast<float>(count);
  std::int64_t differ = 0;
  if (image.patches.labels.empty())
    differ = static_cast<std::int64_t>(count);
  else
    for (std::size_t i = 0; i < count; ++i) differ += labels[i] != image.patches.labels[i];
  changed = differ;
  if (differ > 0) image.patches = {image.grid, std::move(labels)};
  return differ > 0;
}

std::shared_ptr<const image::LabelMap> LiveLabels::Impl::said(const LiveImage& image) const {
  if (!image.has_strokes() || image.said) return image.said;
  auto map = project::read_evidence(project, image.id);
  if (!map) return nullptr;
  data.numbers->to_ids(*map);
  return std::make_shared<const image::LabelMap>(*std::move(map));
}

/// As large as labels need it; the last used ones are kept.
image::Image LiveLabels::Impl::photo(const LiveImage& image) const {
  {
    const std::scoped_lock lock(photos_mutex);
    const auto found = std::ranges::find(photos, image.id, [](const auto& p) { return p.first; });
    if (found != photos.end()) {
      photos.splice(photos.begin(), photos, found);
      return found->second;
    }
  }
  auto read =
      image::read_image(data.dataset.items[image.item].image, {.smallest_side = training_size});
  const std::scoped_lock lock(photos_mutex);
  photos.emplace_front(image.id, read);
  if (photos.size() > photos_in_memory) photos.pop_back();
  return read;
}

Refined LiveLabels::Impl::refine(const LiveImage& image) const {
  const auto size = data.dataset.items[image.item].size;
  const auto map_said = said(image);
  Refined refined;
  if (image.complete && map_said) {
    refined.map = *map_said;
    refined.uncertainty = {size, std::vector<float>(size.area())};
  } else {
    const torch::NoGradGuard no_gradient;
    const auto scores = candidate_scores(image, features(image));
    const auto* ids_of = image.classes.const_data_ptr<std::int64_t>();
    const auto planes = to_planes(
        method::refined_probability(scores, torch::ones({scores.size(0)}, torch::kBool),
                                    photo_tensor(photo(image), {training_size, training_size})),
        {ids_of, ids_of + scores.size(0)});
    refined.map = best_label(planes, size);
    refined.uncertainty = uncertainty(planes, size);
    if (map_said)
      for (std::size_t i = 0; i < map_said->labels.size(); ++i)
        if (const auto label = map_said->labels[i]; label != image::ignore_label) {
          refined.map.labels[i] = label;
          refined.uncertainty.scores[i] = 0;
        }
  }
  data.numbers->to_values(refined.map);
  return refined;
}

project::LayerId LiveLabels::Impl::layer() {
  if (layer_id != 0) return layer_id;
  project::Layers layers(project);
  if (const auto found = layers.find(live_layer_name)) {
    if (found->kind != project::LayerKind::Instant)
      throw Error("is a layer of another kind, and live labels need the name", live_layer_name,
                  "Rename that layer");
    return layer_id = found->id;
  }
  project::Layer layer;
  layer.name = live_layer_name;
  layer.kind = project::LayerKind::Instant;
  layer.source = model_file;
  layer.options = {{"source", "instant"}, {"live", true}, {"model", model_file}};
  layer.known_tags = true;
  layer.finished = true;
  return layer_id = layers.create(std::move(layer)).id;
}

LiveLabels::LiveLabels(project::Project& project, const LiveOptions& options, JobControl& control,
                       ProgressSink& progress)
    : impl_(std::make_unique<Impl>(project, options, control, progress)) {}

LiveLabels::~LiveLabels() = default;

const std::vector<ImageId>& LiveLabels::images() const { return impl_->ids; }

bool LiveLabels::has(ImageId image) const { return impl_->places.contains(image); }

void LiveLabels::set_evidence(ImageId id, const image::LabelMap& said, std::vector<int> tags) {
  const torch::NoGradGuard no_gradient;
  auto& image = impl_->image(id);
  auto& item = impl_->data.dataset.items[image.item];
  if (said.size != item.size)
    throw Error("what was said of it is of another size than the photo", item.id);
  item.tags = impl_->data.numbers->to_ids(tags);
  item.tagged = item.tagged || !item.tags.empty();
  impl_->take_in(image, &said, item);
  impl_->say(image);
  impl_->first->fit();
  impl_->learn(image);
  impl_->classifier->fit();
  impl_->behind = true;
}

void LiveLabels::read_evidence(ImageId id) {
  const auto said = project::read_evidence(impl_->project, id);
  const auto found = project::rows(impl_->project, std::array{id});
  if (found.empty()) return;
  auto& item = impl_->data.dataset.items[impl_->image(id).item];
  item.tagged = found.front().tagged;
  set_evidence(id,
               said ? *said
                    : image::LabelMap{item.size, std::vector<std::uint8_t>(item.size.area(),
                                                                           image::ignore_label)},
               found.front().tags);
}

void LiveLabels::learn(JobControl& control) { impl_->learn(control); }

void LiveLabels::fit_from_scratch() {
  const torch::NoGradGuard no_gradient;
  impl_->first.emplace(impl_->base);
  impl_->classifier.emplace(impl_->base);
  for (auto& image : impl_->images) {
    image.said_lesson = {};
    image.lesson = {};
    impl_->say(image);
  }
  impl_->first->fit();
  impl_->behind = true;
  JobControl control;
  impl_->learn(control);
}

LiveChange LiveLabels::relabel(std::span<const ImageId> images, JobControl& control) {
  std::vector<LiveImage*> wanted;
  for (const auto id : images)
    if (has(id)) wanted.push_back(&impl_->image(id));
  std::vector<std::int64_t> changed(wanted.size());
  device::parallel_for(static_cast<std::int64_t>(wanted.size()), images_a_part,
                       [&](std::int64_t begin, std::int64_t end) {
                         const torch::NoGradGuard no_gradient;
                         for (auto i = begin; i < end; ++i) {
                           control.checkpoint();
                           const auto at = static_cast<std::size_t>(i);
                           impl_->label_patches(*wanted[at], changed[at]);
                         }
                       });
  LiveChange change;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    ++change.images;
    change.patches += static_cast<std::int64_t>(wanted[i]->grid.area());
    change.changed_patches += changed[i];
    if (changed[i] == 0) continue;
    ++change.changed;
    change.which.push_back(wanted[i]->id);
  }
  return change;
}

const PatchLabels& LiveLabels::patches(ImageId image) const { return impl_->image(image).patches; }

std::vector<float> LiveLabels::scores(ImageId id) const {
  const torch::NoGradGuard no_gradient;
  const auto& image = impl_->image(id);
  const auto x = impl_->features(image);
  const auto scores =
      impl_->scores_of(*impl_->classifier, image, x, torch::arange(impl_->classifier->classes()))
          .contiguous();
  const auto* begin = scores.const_data_ptr<float>();
  return {begin, begin + scores.numel()};
}

image::LabelMap LiveLabels::labels(ImageId image) const {
  return impl_->refine(impl_->image(image)).map;
}

void LiveLabels::labels(std::span<const ImageId> images, JobControl& control,
                        const std::function<void(std::size_t, image::LabelMap)>& take) const {
  device::parallel_for(static_cast<std::int64_t>(images.size()), 1,
                       [&](std::int64_t begin, std::int64_t end) {
                         for (auto i = begin; i < end; ++i) {
                           control.checkpoint();
                           const auto at = static_cast<std::size_t>(i);
                           take(at, labels(images[at]));
                         }
                       });
}

std::size_t LiveLabels::write(std::span<const ImageId> images, JobControl& control,
                              ProgressSink& progress) {
  const auto layer = impl_->layer();
  project::Layers layers(impl_->project);
  const auto there = layers.images(layer);
  const std::set<ImageId> known(there.begin(), there.end());
  std::vector<const LiveImage*> wanted;
  for (const auto id : images) {
    if (!has(id)) continue;
    const auto& image = impl_->image(id);
    if (image.patches.labels.empty()) continue;
    if (!known.contains(id) || impl_->store->written(id) != image.hash()) wanted.push_back(&image);
  }
  ProgressCounter counter(progress, phrase("instant labels"),
                          static_cast<std::int64_t>(wanted.size()));
  for (std::size_t start = 0; start < wanted.size(); start += images_a_write) {
    const auto part =
        std::span(wanted).subspan(start, std::min(images_a_write, wanted.size() - start));
    std::vector<project::ImageLabels> results(part.size());
    std::vector<std::string> failures(part.size());
    device::parallel_for(
        static_cast<std::int64_t>(part.size()), 1, [&](std::int64_t begin, std::int64_t end) {
          for (auto i = begin; i < end; ++i) {
            control.checkpoint();
            const auto at = static_cast<std::size_t>(i);
            try {
              auto refined = impl_->refine(*part[at]);
              results[at] = {
                  part[at]->id, std::move(refined.map), {}, std::move(refined.uncertainty)};
            } catch (const Error& error) {
              failures[at] = error.what();
            }
          }
        });
    for (const auto& failure : failures)
      if (!failure.empty()) progress.message(Severity::Warning, "left out: " + failure);
    std::erase_if(results, [](const auto& labels) { return labels.map.labels.empty(); });
    layers.write(layer, results, impl_->compute.threads);
    std::vector<std::pair<ImageId, double>> unsure;
    std::vector<std::pair<std::int64_t, std::uint64_t>> hashes;
    for (const auto& labels : results) {
      const auto& image = impl_->image(labels.image);
      unsure.emplace_back(image.id, image.unsure);
      hashes.emplace_back(image.id, image.hash());
    }
    project::set_numbers(impl_->project, "uncertain", unsure);
    impl_->store->set_written(hashes);
    counter.advance(static_cast<std::int64_t>(part.size()));
  }
  return wanted.size();
}

std::vector<LiveGain> LiveLabels::gains(JobControl& control) const {
  const torch::NoGradGuard no_gradient;
  std::vector<const LiveImage*> unsure;
  std::vector<LiveGain> sure;
  for (const auto& image : impl_->images) {
    if (image.complete) continue;
    if (image.unsure > 0)
      unsure.push_back(&image);
    else
      sure.push_back({.image = image.id});
  }
  if (unsure.empty()) return sure;
  std::vector<torch::Tensor> looks(unsure.size());
  device::parallel_for(static_cast<std::int64_t>(unsure.size()), images_a_part,
                       [&](std::int64_t begin, std::int64_t end) {
                         const torch::NoGradGuard no_gradient_here;
                         for (auto i = begin; i < end; ++i) {
                           control.checkpoint();
                           const auto& image = *unsure[static_cast<std::size_t>(i)];
                           const auto x = impl_->features(image);
                           const auto scores = impl_->candidate_scores(image, x);
                           torch::Tensor at = torch::ones({x.size(1) * x.size(2)}, torch::kBool);
                           if (scores.size(0) > 1) {
                             const auto best = std::get<0>(scores.flatten(1).topk(2, 0));
                             at = best[0] - best[1] < unsure_margin;
                           }
                           const auto look = impl_->classifier->standardised(x)
                                                 .flatten(1)
                                                 .index_select(1, at.nonzero().squeeze(1))
                                                 .mean(1);
                           looks[static_cast<std::size_t>(i)] = look / (look.norm() + 1e-6);
                         }
                       });
  const auto all = torch::stack(looks);  // n x P
  const auto count = all.size(0);
  const auto step = (count + most_compared - 1) / most_compared;
  const auto some = all.slice(0, 0, count, step);
  const auto alike = ((torch::mm(all, some.t()) - 1) * 8).exp().sum(1) *
                     (static_cast<double>(count) / static_cast<double>(some.size(0)));
  const auto values = alike.contiguous();
  const auto looked = project::evidence_counts(impl_->project);
  std::vector<LiveGain> gains;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto& image = *unsure[static_cast<std::size_t>(i)];
    const auto said = looked.find(image.id);
    gains.push_back({image.id, image.unsure,
                     std::max(1.0, double{values.const_data_ptr<float>()[i]}),
                     said == looked.end() ? 0 : said->second});
  }
  std::ranges::stable_sort(gains, std::greater{}, &LiveGain::gain);
  gains.insert(gains.end(), sure.begin(), sure.end());
  return gains;
}

std::uint64_t LiveLabels::memory() const { return impl_->bytes_in_memory; }

}  // namespace penumbra::label
