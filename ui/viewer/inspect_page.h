#pragma once

#include <QWidget>
#include <memory>

#include "ui/viewer/inspector.h"

class QItemSelectionModel;
class QLabel;
class QToolButton;

namespace penumbra::ui {

class Canvas;
class ImageFilter;
class ImageListModel;
class ImageListView;
class LayerPanel;

/// One image with its layers, beside the film strip of the filtered images.
class InspectPage : public QWidget {
  Q_OBJECT

 public:
  /// Shares the filter and the selection with the grid: the current image is the same in both.
  InspectPage(ImageListModel& images, ImageFilter& filter, QItemSelectionModel& selection,
              QWidget* parent = nullptr);

  Inspector& inspector() { return inspector_; }
  LayerPanel& layer_panel() { return *layer_panel_; }
  Canvas& canvas() { return *canvas_; }
  /// Layers of the image shown; null until its photo is there.
  const ImageLayers* shown_layers() const { return layers_.get(); }

  /// Shows the current image of the selection while the page is visible.
  void show_current();
  /// Moves to the next (1) or previous (-1) image of the filter.
  void step(int direction);

 protected:
  void showEvent(QShowEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void photo_ready(const std::shared_ptr<const Photo>& photo);
  void layers_ready(const std::shared_ptr<const ImageLayers>& layers);
  void update_layers();
  void set_state(const QString& text, const QString& details = {});

  ImageListModel& images_;
  ImageFilter& filter_;
  QItemSelectionModel& selection_;
  Inspector inspector_;
  ImageListView* strip_;
  Canvas* canvas_;
  LayerPanel* layer_panel_;
  QLabel* name_;
  QLabel* pixel_;
  QLabel* state_;
  QToolButton* zoom_;
  int shown_row_ = -1;
  std::shared_ptr<const Photo> photo_;
  std::shared_ptr<const ImageLayers> computed_;
  std::shared_ptr<const ImageLayers> layers_;  ///< computed, and the truth
};

}  // namespace penumbra::ui
