#pragma once

#include <QWidget>
#include <memory>

#include "ui/viewer/layers.h"
#include "ui/viewer/overlay.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {

/// A photo with layers over it. Wheel: zoom at the cursor; drag, Space or the middle button: pan;
/// 0: fit, Ctrl+0: 100%; Q held: the bare photo; Left and Right ask for another image.
class Canvas : public QWidget {
  Q_OBJECT

 public:
  explicit Canvas(QWidget* parent = nullptr);

  /// Shows a photo (null: none). Its layers are those given next; the zoom is kept where the size
  /// is.
  void set_photo(std::shared_ptr<const Pyramid> photo);
  /// Layers of the photo shown; null: none. Layers of another size are not drawn.
  void set_layers(std::shared_ptr<const ImageLayers> layers);
  void set_settings(const LayerSettings& settings);
  /// What is shown where there is no photo.
  void set_empty_text(const QString& text);

  bool has_photo() const { return photo_ && !photo_->empty(); }
  /// Logical pixels an image pixel.
  double zoom() const { return transform_.scale; }
  const ViewTransform& transform() const { return transform_; }
  bool shows_bare_photo() const { return bare_; }

  void zoom_to_fit();
  /// Sets the zoom and keeps the image point under `at` (of the widget) where it is.
  void zoom_at(double zoom, QPointF at);

  QSize minimumSizeHint() const override { return {160, 120}; }

 Q_SIGNALS:
  void stepRequested(int direction);
  void zoomChanged(double zoom);
  /// The image pixel under the cursor; (-1, -1) outside.
  void hovered(QPoint pixel);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void view_changed();
  void keep_in_view();
  void draw_photo(QPainter& painter);
  void draw_pixel_grid(QPainter& painter);
  void draw_legend(QPainter& painter);

  std::shared_ptr<const Pyramid> photo_;
  std::shared_ptr<const ImageLayers> layers_;
  LayerSettings settings_;
  QString empty_text_;
  ViewTransform transform_;
  QImage overlay_;  ///< null: to be rendered again
  QPointF drag_from_;
  bool fits_ = true;
  bool bare_ = false;
  bool dragging_ = false;
};

}  // namespace penumbra::ui
