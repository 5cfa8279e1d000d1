#include "label/project_labels.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.h"
#include "project/layers.h"
#include "project/tag_scores.h"

namespace penumbra::label {
namespace {

using project::ImageId;

std::string model_file(const ModelFiles& model) {
  for (const auto& file : {model.run, model.checkpoint, model.weights})
    if (!file.empty()) return file.string();
  return {};
}

double share_above_half(const image::ScoreMap& uncertainty) {
  const auto high = std::ranges::count_if(uncertainty.scores, [](float u) { return u > 0.5F; });
  return static_cast<double>(high) /
         static_cast<double>(std::max<std::size_t>(uncertainty.scores.size(), 1));
}

/// Nothing where the maps are not of one image.
std::optional<double> share_that_differs(const image::LabelMap& a, const image::LabelMap& b) {
  if (a.size != b.size) return std::nullopt;
  std::size_t both = 0, differ = 0;
  for (std::size_t i = 0; i < a.labels.size(); ++i) {
    if (a.labels[i] == image::ignore_label || b.labels[i] == image::ignore_label) continue;
    ++both;
    differ += a.labels[i] != b.labels[i];
  }
  return both == 0 ? 0 : static_cast<double>(differ) / static_cast<double>(both);
}

/// A layer of a project.
class LayerSink : public LabelSink {
 public:
  LayerSink(project::Project& project, const project::ProjectData& data,
            const ProjectLabelRequest& request)
      : project_(project), data_(data), request_(request), layers_(project) {
    if (!request.compare_with.empty()) other_ = layers_.named(request.compare_with);
  }

  void begin(const nlohmann::json& settings) override {
    if (auto found = layers_.find(request_.layer)) {
      if (found->options != settings)
        throw Error("there is a layer of this name with other settings", request_.layer,
                    "Choose another name with --layer, or remove the layer");
      layer_ = *found;
      layers_.set_finished(layer_.id, false);
      const auto images = layers_.images(layer_.id);
      done_.insert(images.begin(), images.end());
    } else {
      layer_.name = request_.layer;
      layer_.kind = project::layer_kind(name(request_.options.source));
      layer_.source = model_file(request_.model);
      layer_.options = settings;
      layer_.known_tags = settings.value("tags", "") == "known";
      layer_ = layers_.create(layer_);
    }
  }

  bool has(std::size_t item) const override { return done_.contains(data_.images[item]); }
  bool wants_scores() const override { return true; }

  void write(std::size_t item, ImageResult result) override {
    const auto id = data_.images[item];
    project::ImageLabels labels{id, std::move(result.map), {}, std::move(result.uncertainty)};
    data_.numbers->to_values(labels.map);
    for (auto& score : result.scores)
      labels.scores.emplace_back(data_.numbers->to_value(score.class_id), std::move(score.map));
    // The labels come last: an image that has them is not labelled again.
    set(id, "uncertain", share_above_half(*labels.uncertainty));
    if (!result.tag_scores.empty()) {
      for (auto& [class_id, score] : result.tag_scores)
        class_id = data_.numbers->to_value(class_id);
      project::set_tag_scores(project_, id, result.tag_scores);
    }
    if (other_ && layers_.has(other_->id, id))
      if (const auto share = share_that_differs(labels.map, layers_.read(other_->id, id)))
        set(id, "disagreement", *share);
    layers_.write(layer_.id, labels);
  }

  void finish(const nlohmann::json&) override { layers_.set_finished(layer_.id, true); }

 private:
  void set(ImageId image, std::string_view number, double value) {
    project::set_numbers(project_, number, std::vector{std::pair{image, value}});
  }

  project::Project& project_;
  const project::ProjectData& data_;
  const ProjectLabelRequest& request_;
  project::Layers layers_;
  project::Layer layer_;
  std::optional<project::Layer> other_;
  std::set<ImageId> done_;
};

/// The tagged images outside of those to be labelled, on which bare weights are started.
std::optional<dataset::Dataset> other_tagged(project::Project& project,
                                             const project::ProjectData& labelled) {
  auto all = project::read_data(project, "is:tagged tags>0");
  const std::set<ImageId> taken(labelled.images.begin(), labelled.images.end());
  std::vector<dataset::Item> others;
  for (std::size_t i = 0; i < all.images.size(); ++i)
    if (!taken.contains(all.images[i])) others.push_back(std::move(all.dataset.items[i]));
  if (others.empty()) return std::nullopt;
  all.dataset.items = std::move(others);
  return std::move(all.dataset);
}

}  // namespace

LabelSummary label_project(project::Project& project, const ProjectLabelRequest& request,
                           JobControl& control, ProgressSink& progress) {
  const auto data = project::read_data(project, request.where, request.split);
  Labeler labeler(request.model, data.dataset.classes, request.options);
  if (!request.model.weights.empty())
    if (auto others = other_tagged(project, data)) labeler.start_from(*std::move(others));
  LayerSink sink(project, data, request);
  return labeler.label(data.dataset, sink, control, progress);
}

}  // namespace penumbra::label
