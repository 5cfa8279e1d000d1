#pragma once

#include <QCursor>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "ui/viewer/legend.h"
#include "ui/viewer/overlay.h"
#include "ui/viewer/picture.h"
#include "ui/viewer/scrolled_picture.h"

namespace penumbra::ui {

class Minimap;

/// A photo with an overlay. Wheel: zoom at the cursor; drag, Space or the middle button: pan; a
/// double click: fit, or 100%. The actions of the canvas (fit, 100%, nearer, farther, bare photo)
/// have object names and keys.
class Canvas : public QWidget {
  Q_OBJECT

 public:
  /// Draws over the overlay, in the widget's pixels.
  using Foreground = std::function<void(QPainter&, const ViewTransform&)>;

  explicit Canvas(QWidget* parent = nullptr);

  /// Shows a photo (null: none), without an overlay until one is given. The zoom is kept where the
  /// size is.
  void set_photo(std::shared_ptr<const Pyramid> photo);
  /// What lies over the photo shown; null: nothing. One for a photo of another size is not drawn.
  void set_overlay(std::shared_ptr<const Overlay> overlay);
  /// The overlay's planes have changed within a rectangle of the image.
  void update_overlay(const QRect& image);
  void set_foreground(Foreground foreground);
  void set_legend(std::optional<Legend> legend);
  /// While it does not pan.
  void set_resting_cursor(const QCursor& cursor);
  /// What is shown where there is no photo.
  void set_empty_text(const QString& text);

  bool has_photo() const { return photo_ && !photo_->empty(); }
  QSize photo_size() const { return photo_ ? photo_->size() : QSize(); }
  const std::shared_ptr<const Overlay>& overlay() const { return overlay_; }
  bool shows_bare_photo() const { return bare_; }

  /// In logical pixels of the widget.
  const ViewTransform& transform() const { return transform_; }
  double zoom() const { return transform_.scale; }
  /// Whether the photo is fitted to the canvas, and stays so when that changes its size.
  bool fits() const { return fits_; }
  /// Shows the same part as another canvas. `viewChanged` is not emitted: linked canvases do not
  /// answer each other.
  void set_view(const ViewTransform& view);
  void zoom_to_fit();
  /// Sets the zoom and keeps the image point under `at` (of the widget) where it is.
  void zoom_at(double zoom, QPointF at);
  /// Moves the photo by a distance of the widget, rounded to whole device pixels; returns how far.
  QPointF pan(QPointF by);
  void center_on(QPointF image);

  QSize minimumSizeHint() const override { return {160, 120}; }

 Q_SIGNALS:
  /// The user (or a new photo or size of the window) changed what is in sight.
  void viewChanged(const penumbra::ui::ViewTransform& view);
  /// Also after `set_view`.
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
  void changeEvent(QEvent* event) override;

 private:
  void make_actions();
  void view_changed(bool tell = true);
  void keep_in_view();
  void place_minimap();
  void set_bare(bool bare);
  void set_dragging(bool dragging);
  /// The zoom at which an image pixel is one of the screen.
  double actual_size() const { return 1 / devicePixelRatioF(); }
  QPointF middle() const { return {width() / 2.0, height() / 2.0}; }

  QColor surround() const;
  bool shows_overlay() const;
  void draw_photo(QImage& picture, const QRect& part) const;
  void draw_pixel_grid(QPainter& painter) const;

  std::shared_ptr<const Pyramid> photo_;
  std::shared_ptr<const Overlay> overlay_;
  ScrolledPicture seen_;  ///< photo and overlay
  Foreground foreground_;
  std::optional<Legend> legend_;
  QString empty_text_;
  ViewTransform transform_;
  Minimap* minimap_;
  QCursor resting_cursor_;
  QPointF drag_from_;
  bool fits_ = true;
  bool bare_ = false;
  bool dragging_ = false;
};

}  // namespace penumbra::ui
