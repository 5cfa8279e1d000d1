#include "ui/viewer/image_layers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace penumbra::ui {
namespace {

struct ImageLayerText {
  Q_DECLARE_TR_FUNCTIONS(ImageLayers)
};

std::shared_ptr<const ClassScores> of_look(const std::vector<label::ClassScore>& scores,
                                           const project::ClassNumbers& numbers) {
  std::vector<std::pair<int, SharedPlane>> classes;
  for (const auto& score : scores)
    classes.emplace_back(numbers.to_value(score.class_id), to_plane(score.map));
  return make_class_scores(std::move(classes), nullptr);
}

}  // namespace

std::shared_ptr<const LabelPlane> make_label_plane(image::LabelMap map) {
  if (map.labels.empty()) return nullptr;
  auto labels = std::make_shared<LabelPlane>();
  for (const auto label : map.labels) labels->present.set(label);
  labels->plane = std::make_shared<const Plane>(Plane{map.size, std::move(map.labels)});
  return labels;
}

SharedPlane ClassScores::of(int value) const {
  const auto found = std::ranges::find(classes, value, &std::pair<int, SharedPlane>::first);
  return found == classes.end() ? nullptr : found->second;
}

std::shared_ptr<const ClassScores> make_class_scores(
    std::vector<std::pair<int, SharedPlane>> classes, SharedPlane uncertainty) {
  std::erase_if(classes, [](const auto& one) { return one.first == 0; });
  if (classes.empty() && !uncertainty) return nullptr;
  auto scores = std::make_shared<ClassScores>();
  scores->uncertainty = std::move(uncertainty);
  if (!classes.empty()) {
    const image::Size size = classes.front().second->size;
    Plane highest{size, classes.front().second->values};
    Plane best{size, std::vector<std::uint8_t>(size.area(),
                                               static_cast<std::uint8_t>(classes.front().first))};
    for (std::size_t i = 1; i < classes.size(); ++i) {
      const auto& [value, plane] = classes[i];
      if (plane->size != size) continue;
      for (std::size_t k = 0; k < highest.values.size(); ++k) {
        if (plane->values[k] <= highest.values[k]) continue;
        highest.values[k] = plane->values[k];
        best.values[k] = static_cast<std::uint8_t>(value);
      }
    }
    scores->highest = std::make_shared<const Plane>(std::move(highest));
    scores->best = std::make_shared<const Plane>(std::move(best));
  }
  scores->classes = std::move(classes);
  return scores;
}

SharedPlane to_plane(const image::ScoreMap& scores) {
  auto plane =
      std::make_shared<Plane>(Plane{scores.size, std::vector<std::uint8_t>(scores.scores.size())});
  std::ranges::transform(scores.scores, plane->values.begin(), [](float value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 1.0F) * 255 + 0.5F);
  });
  return plane;
}

const ScoreSource* ImageLayers::find_scores(const QString& key) const {
  const auto found = std::ranges::find(scores, key, &ScoreSource::key);
  return found == scores.end() ? nullptr : &*found;
}

ImageLayers empty_look_layers(const QString& run) {
  ImageLayers layers;
  layers.labels = {
      {"look/cam-label", ImageLayerText::tr("CAM label (%1)").arg(run),
       ImageLayerText::tr("The class with the highest CAM, where it is high enough"), nullptr},
      {"look/refined", ImageLayerText::tr("Pseudo-label (%1)").arg(run),
       layer_help(project::LayerKind::Refined), nullptr},
      {"look/segmentation", ImageLayerText::tr("Segmentation (%1)").arg(run),
       layer_help(project::LayerKind::Segmentation), nullptr}};
  layers.scores = {{"look/cam", ImageLayerText::tr("CAM (%1)").arg(run), nullptr},
                   {"look/aux-cam", ImageLayerText::tr("Auxiliary CAM (%1)").arg(run), nullptr}};
  return layers;
}

ImageLayers look_layers(label::Inspection inspection, const project::ClassNumbers& numbers,
                        const QString& run) {
  ImageLayers layers = empty_look_layers(run);
  const auto set = [&](std::size_t at, image::LabelMap& map) {
    numbers.to_values(map);
    layers.labels[at].labels = make_label_plane(std::move(map));
  };
  set(0, inspection.cam_label);
  set(1, inspection.refined);
  set(2, inspection.segmentation);
  layers.scores[0].scores = of_look(inspection.cams, numbers);
  layers.scores[1].scores = of_look(inspection.aux_cams, numbers);
  for (const auto& [id, score] : inspection.tag_scores)
    layers.tag_scores.emplace_back(numbers.to_value(id), score);
  return layers;
}

QString layer_key(const std::string& name) { return "layer/" + QString::fromStdString(name); }

QString layer_help(project::LayerKind kind) {
  using project::LayerKind;
  switch (kind) {
    case LayerKind::Instant:
      return ImageLayerText::tr(
          "Made in closed form from an encoder and the tags, without training");
    case LayerKind::Cam:
      return ImageLayerText::tr("Class activation map: where the classifier sees a class");
    case LayerKind::AuxCam:
      return ImageLayerText::tr(
          "Class activation map of the auxiliary classifier, a few blocks before the last");
    case LayerKind::Refined:
      return ImageLayerText::tr(
          "Pseudo-label: the CAM moved to the edges of the photo; the network learns from it");
    case LayerKind::Segmentation:
      return ImageLayerText::tr("What the segmentation decoder says, pixel by pixel");
    case LayerKind::Edited:
      return ImageLayerText::tr("Labels that were corrected by hand");
    case LayerKind::Truth:
      return ImageLayerText::tr("Masks that people made, where the data has them");
    case LayerKind::Imported:
      return ImageLayerText::tr("Labels that were read from files");
    case LayerKind::Evidence:
      return ImageLayerText::tr(
          "What people said: strokes, points and accepted labels, nothing elsewhere");
  }
  return {};
}

}  // namespace penumbra::ui
