#include "ui/viewer/layers.h"

#include <algorithm>
#include <cmath>

namespace penumbra::ui {
namespace {

ImageLayers::ClassMaps to_bytes(const std::vector<label::ClassScore>& scores, image::Size size) {
  if (scores.empty()) return {};
  std::vector<ClassMap> maps{{0, std::vector<std::uint8_t>(size.area())}};
  for (const auto& [class_id, map] : scores) {
    ClassMap bytes{class_id, std::vector<std::uint8_t>(size.area())};
    std::transform(map.scores.begin(), map.scores.end(), bytes.values.begin(), [](float value) {
      return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255));
    });
    std::transform(bytes.values.begin(), bytes.values.end(), maps[0].values.begin(),
                   maps[0].values.begin(), [](auto a, auto b) { return std::max(a, b); });
    maps.push_back(std::move(bytes));
  }
  return std::make_shared<const std::vector<ClassMap>>(std::move(maps));
}

}  // namespace

QString title(LayerKind kind) {
  switch (kind) {
    case LayerKind::Cam:
      return "CAM";
    case LayerKind::AuxCam:
      return "Auxiliary CAM";
    case LayerKind::CamLabel:
      return "CAM label";
    case LayerKind::Refined:
      return "Pseudo-label";
    case LayerKind::Segmentation:
      return "Segmentation";
    case LayerKind::Truth:
      return "Ground truth";
    case LayerKind::Uncertain:
      return "Uncertain region";
  }
  return {};
}

QString help(LayerKind kind) {
  switch (kind) {
    case LayerKind::Cam:
      return "Class activation map: where the classifier sees a class, from 0 to 1";
    case LayerKind::AuxCam:
      return "Class activation map of the auxiliary classifier, a few blocks before the last";
    case LayerKind::CamLabel:
      return "The class with the highest CAM, where it is high enough";
    case LayerKind::Refined:
      return "Pseudo-label: the CAM moved to the edges of the photo; the network learns from it";
    case LayerKind::Segmentation:
      return "What the segmentation decoder says, pixel by pixel";
    case LayerKind::Truth:
      return "Masks that people made, where the data has them";
    case LayerKind::Uncertain:
      return "Where the auxiliary CAM is neither high nor low: training hides it to learn from it";
  }
  return {};
}

QString key(LayerKind kind) {
  switch (kind) {
    case LayerKind::Cam:
      return "cam";
    case LayerKind::AuxCam:
      return "auxCam";
    case LayerKind::CamLabel:
      return "camLabel";
    case LayerKind::Refined:
      return "refined";
    case LayerKind::Segmentation:
      return "segmentation";
    case LayerKind::Truth:
      return "truth";
    case LayerKind::Uncertain:
      return "uncertain";
  }
  return {};
}

std::shared_ptr<const LabelLayer> make_label_layer(image::LabelMap map) {
  if (map.labels.empty()) return nullptr;
  auto layer = std::make_shared<LabelLayer>();
  for (const auto label : map.labels) layer->present.set(label);
  layer->map = std::move(map);
  return layer;
}

const ClassMap* ImageLayers::cam(LayerKind kind, int class_id) const {
  const auto& maps = kind == LayerKind::Cam ? cams : aux_cams;
  if (!maps) return nullptr;
  const auto found = std::find_if(maps->begin(), maps->end(),
                                  [&](const ClassMap& map) { return map.class_id == class_id; });
  return found == maps->end() ? nullptr : &*found;
}

bool ImageLayers::has(LayerKind kind) const {
  if (kind == LayerKind::Cam) return cams != nullptr;
  if (kind == LayerKind::AuxCam) return aux_cams != nullptr;
  return label(kind) != nullptr;
}

ImageLayers make_layers(label::Inspection inspection) {
  ImageLayers layers;
  layers.size = layers.score_size = inspection.photo.size;
  layers.cams = to_bytes(inspection.cams, layers.size);
  layers.aux_cams = to_bytes(inspection.aux_cams, layers.size);
  layers.label(LayerKind::Uncertain) = make_label_layer(std::move(inspection.uncertain));
  layers.label(LayerKind::CamLabel) = make_label_layer(std::move(inspection.cam_label));
  layers.label(LayerKind::Refined) = make_label_layer(std::move(inspection.refined));
  layers.label(LayerKind::Segmentation) = make_label_layer(std::move(inspection.segmentation));
  layers.tag_scores = std::move(inspection.tag_scores);
  return layers;
}

}  // namespace penumbra::ui
