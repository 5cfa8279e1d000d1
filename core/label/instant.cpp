#include "label/instant.h"

#include <algorithm>
#include <set>

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
  if (options.evidence) learn(dataset, options.evidence, fitted_items, control);
}

/// As live labels do: once by the scores of tags, and again by those that follow, drawn towards
/// each image's own strokes (method.md section 12, Strokes).
void InstantModel::learn(const dataset::Dataset& dataset, const dataset::EvidenceSource& evidence,
                         const std::vector<std::size_t>& fitted_items, JobControl& control) {
  const auto ids = evidence.items();
  for (std::size_t i = 0; i < features_.size(); ++i) {
    if (!has(i) || !ids.contains(dataset.items[i].id)) continue;
    control.checkpoint();
    if (const auto said = evidence.read(dataset.items[i])) {
      const auto strokes =
          method::patch_strokes(to_tensor(*said), features_[i].size(1), features_[i].size(2));
      if ((strokes != method::unknown_label).any().item<bool>()) strokes_[i] = strokes;
    }
  }
  if (strokes_.empty()) return;
  const std::set<std::size_t> tagged(fitted_items.begin(), fitted_items.end());
  auto teachers = tagged;  // those without tags teach what was said alone
  for (const auto& [item, strokes] : strokes_) teachers.insert(item);
  LiveClassifier first({statistics_, classifier_});
  const auto teach = [&](LiveClassifier& pupil, const auto& scores_of) {
    for (const auto item : teachers) {
      control.checkpoint();
      const auto& x = features_[item];
      const auto found = strokes_.find(item);
      const auto strokes =
          found != strokes_.end()
              ? found->second
              : torch::full({x.size(1), x.size(2)}, method::unknown_label, torch::kLong);
      const auto tags = tag_vector(dataset.items[item], dataset.classes.size());
      const auto classes = method::candidates(tags, strokes).nonzero().squeeze(1);
      const bool drawn = (strokes != method::unknown_label).all().item<bool>();
      pupil.replace(x, {},
                    lesson(drawn ? torch::Tensor() : scores_of(item, classes), classes,
                           tagged.contains(item), strokes));
    }
    pupil.fit();
  };
  teach(first, [&](std::size_t item, const torch::Tensor& classes) {
    return first.scores_of_tags(features_[item], classes);
  });
  teach(taught_.emplace(LiveBase{statistics_, classifier_}),
        [&](std::size_t item, const torch::Tensor& classes) {
          return drawn_to_strokes(first.scores(features_[item], classes), item, classes);
        });
}

/// scores: of `classes`.
torch::Tensor InstantModel::drawn_to_strokes(const torch::Tensor& scores, std::size_t item,
                                             const torch::Tensor& classes) const {
  const auto found = strokes_.find(item);
  if (found == strokes_.end()) return scores;
  return method::correct_locally(scores, classes, found->second,
                                 method::stroke_influence(patches(item), found->second));
}

torch::Tensor InstantModel::with_said(torch::Tensor allowed, std::size_t item) const {
  const auto found = strokes_.find(item);
  if (found == strokes_.end()) return allowed;
  const auto foreground =
      found->second.masked_select((found->second != method::unknown_label) & (found->second > 0));
  return allowed.index_fill(0, foreground - 1, 1);
}

torch::Tensor InstantModel::patches(std::size_t item) const {
  return method::standardise(features_[item], statistics_);
}

torch::Tensor InstantModel::scores(std::size_t item) const {
  if (!taught_) return method::pixel_scores(patches(item), classifier_);
  const auto scores = taught_->scores(features_[item]);
  return drawn_to_strokes(scores, item, torch::arange(scores.size(0)));
}

ScorePlanes instant_planes(const torch::Tensor& scores, const torch::Tensor& allowed,
                           const image::Image& photo, int size) {
  const torch::NoGradGuard no_gradient;
  return to_planes(method::refined_probability(scores, with_background(allowed),
                                               photo_tensor(photo, {size, size})),
                   class_ids(allowed));
}

}  // namespace penumbra::label
