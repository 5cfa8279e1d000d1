#pragma once

#include <QWidget>
#include <map>

#include "dataset/dataset.h"
#include "ui/viewer/layers.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QSlider;

namespace penumbra::ui {

/// Which layers are shown, how opaque, of which class; the classes of the image in their colours.
class LayerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LayerPanel(QWidget* parent = nullptr);

  const LayerSettings& settings() const { return settings_; }
  void set_visible_layer(LayerKind kind, bool visible);
  /// What can be shown of the image: its layers (null: none yet), truth included.
  void set_layers(const ImageLayers* layers);
  /// The image's classes: its tags, and what the classifier says of them.
  void set_image(const dataset::Item* item, const dataset::Classes& classes);

 Q_SIGNALS:
  void settingsChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Row {
    QCheckBox* visible;
    QSlider* opacity;
  };

  void update_classes(const ImageLayers* layers);
  void save() const;
  void restore();

  LayerSettings settings_;
  std::map<LayerKind, Row> rows_;
  QComboBox* cam_class_;
  QListWidget* classes_list_;
  std::vector<int> tags_;
  dataset::Classes classes_;
};

}  // namespace penumbra::ui
