#pragma once

#include <QString>
#include <bitset>
#include <memory>
#include <utility>
#include <vector>

#include "image/image.h"
#include "label/labeler.h"
#include "project/layer.h"
#include "project/project_data.h"
#include "ui/viewer/overlay.h"

namespace penumbra::ui {

/// A label map in class values, and which it has.
struct LabelPlane {
  SharedPlane plane;
  std::bitset<256> present;
};
std::shared_ptr<const LabelPlane> make_label_plane(image::LabelMap map);

/// Scores of an image's classes.
struct ClassScores {
  std::vector<std::pair<int, SharedPlane>> classes;  ///< by class value, background left out
  SharedPlane highest;                               ///< over the classes
  SharedPlane best;                                  ///< the class value of the highest
  SharedPlane uncertainty;                           ///< null where there is none

  /// Null where there are none of the class.
  SharedPlane of(int value) const;
};
/// Null where there is nothing.
std::shared_ptr<const ClassScores> make_class_scores(
    std::vector<std::pair<int, SharedPlane>> classes, SharedPlane uncertainty);

/// Scores in 8 bits.
SharedPlane to_plane(const image::ScoreMap& scores);

/// A labelling of the image; `labels` is null while it is not there.
struct LabelSource {
  QString key;  ///< for settings: "layer/truth"
  QString title;
  QString help;
  std::shared_ptr<const LabelPlane> labels;
};

/// Scores of the image; `scores` is null while they are not there.
struct ScoreSource {
  QString key;
  QString title;
  std::shared_ptr<const ClassScores> scores;
};

/// What can lie over the photo of one image.
struct ImageLayers {
  std::vector<LabelSource> labels;
  std::vector<ScoreSource> scores;
  std::vector<std::pair<int, float>> tag_scores;  ///< class value, what the classifier says
  /// 1 where the image is uncertain, where that is known by itself; else thresholds say it.
  SharedPlane uncertain;

  const ScoreSource* find_scores(const QString& key) const;
};

/// What a run says of an image; run: its name. Maps are brought to class values.
ImageLayers look_layers(label::Inspection inspection, const project::ClassNumbers& numbers,
                        const QString& run);
/// The same layers, not computed yet.
ImageLayers empty_look_layers(const QString& run);

QString layer_key(const std::string& name);
/// One line that explains what a layer of this kind is.
QString layer_help(project::LayerKind kind);

}  // namespace penumbra::ui
