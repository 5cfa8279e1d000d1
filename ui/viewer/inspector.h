#pragma once

#include <QCache>
#include <QObject>
#include <memory>
#include <optional>

#include "dataset/dataset.h"
#include "label/labeler.h"
#include "ui/jobs/latest_task.h"
#include "ui/viewer/layers.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {

/// A photo and its ground truth, where it has one.
struct Photo {
  Pyramid pyramid;
  std::shared_ptr<const LabelLayer> truth;  ///< null where there is none
};

/// Reads photos and computes their layers in the background. Moving on to another image cancels
/// what is under way for the last one; its results are never delivered.
class Inspector : public QObject {
  Q_OBJECT

 public:
  explicit Inspector(QObject* parent = nullptr);

  /// What computes layers from now on; nothing: only photos are read. Layers of the image shown are
  /// computed anew.
  void set_model(std::optional<label::ModelFiles> files, const dataset::Classes& classes);
  /// The run has written a new checkpoint: layers are computed anew, after those under way.
  void model_changed();
  bool has_model() const { return files_.has_value(); }

  /// Reads this image and computes its layers; nothing: forgets the last one.
  void show(std::optional<dataset::Item> item);

 Q_SIGNALS:
  void photoReady(const std::shared_ptr<const penumbra::ui::Photo>& photo);
  void photoFailed(const QString& text);
  /// Layers are being computed.
  void layersStarted();
  void layersReady(const std::shared_ptr<const penumbra::ui::ImageLayers>& layers);
  void layersFailed(const QString& text);

 private:
  struct Model;

  void read_photo();
  void compute_layers();
  void layers_ended();
  /// Runs `deliver` on the window's thread if `request` is still the latest.
  void post(int request, std::function<void()> deliver);

  std::optional<label::ModelFiles> files_;
  dataset::Classes classes_;
  std::optional<dataset::Item> item_;
  int request_ = 0;
  bool computing_ = false;
  bool changed_meanwhile_ = false;  ///< the model, while layers were being computed
  std::shared_ptr<Model> model_;    ///< used by the layers' thread only
  QCache<QString, std::shared_ptr<const ImageLayers>> ready_;  ///< cost in KB
  LatestTask photos_;
  LatestTask layers_;
};

}  // namespace penumbra::ui
