#pragma once

#include <QString>
#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "image/image.h"
#include "label/labeler.h"

namespace penumbra::ui {

/// What can lie over a photo, from the lowest to the highest.
enum class LayerKind { Cam, AuxCam, CamLabel, Refined, Segmentation, Truth, Uncertain };
inline constexpr std::array all_layers = {
    LayerKind::Cam,          LayerKind::AuxCam, LayerKind::CamLabel, LayerKind::Refined,
    LayerKind::Segmentation, LayerKind::Truth,  LayerKind::Uncertain};

QString title(LayerKind kind);
/// One line that explains the term.
QString help(LayerKind kind);
/// Short name for settings and object names: "cam", "truth".
QString key(LayerKind kind);

/// Scores of one class in 8 bits, 255 = 1.
struct ClassMap {
  int class_id = 0;
  std::vector<std::uint8_t> values;
};

/// A label map and which labels it has.
struct LabelLayer {
  image::LabelMap map;
  std::bitset<256> present;
};
std::shared_ptr<const LabelLayer> make_label_layer(image::LabelMap map);

/// Layers of one image. Those of a huge photo may be smaller than it; they are drawn over all of
/// it. Copies share the pixels.
struct ImageLayers {
  using ClassMaps = std::shared_ptr<const std::vector<ClassMap>>;

  image::Size size;        ///< of the photo
  image::Size score_size;  ///< of CAMs
  ClassMaps cams;          ///< null, or: the first has class 0, the maximum over the others
  ClassMaps aux_cams;      ///< likewise
  std::array<std::shared_ptr<const LabelLayer>, all_layers.size()> labels;  ///< by kind, or null
  std::vector<std::pair<int, float>> tag_scores;

  const std::shared_ptr<const LabelLayer>& label(LayerKind kind) const {
    return labels[static_cast<std::size_t>(kind)];
  }
  std::shared_ptr<const LabelLayer>& label(LayerKind kind) {
    return labels[static_cast<std::size_t>(kind)];
  }
  /// Scores of a CAM layer and class (0: all), or null.
  const ClassMap* cam(LayerKind kind, int class_id) const;
  bool has(LayerKind kind) const;
};

/// Layers of what a model says of an image.
ImageLayers make_layers(label::Inspection inspection);

/// How layers are shown.
struct LayerSettings {
  struct View {
    bool visible = false;
    double opacity = 1;  ///< 0..1
    bool operator==(const View&) const = default;
  };
  std::array<View, all_layers.size()> views;
  int cam_class = 0;          ///< 0: all
  int highlighted_class = 0;  ///< the others are dimmed; 0: none

  const View& view(LayerKind kind) const { return views[static_cast<std::size_t>(kind)]; }
  View& view(LayerKind kind) { return views[static_cast<std::size_t>(kind)]; }
  bool operator==(const LayerSettings&) const = default;
};

}  // namespace penumbra::ui
