#pragma once

#include <QObject>
#include <QPolygonF>
#include <QRect>
#include <optional>

#include "edit/canvas.h"
#include "ui/editor/superpixel_cache.h"
#include "ui/editor/toolbox.h"
#include "ui/viewer/view_transform.h"

class QKeyEvent;
class QMouseEvent;
class QPainter;
class QTabletEvent;
class QWheelEvent;

namespace penumbra::ui {

class Canvas;
class Editor;

/// The tool in hand on the canvas: turns what mouse, pen and keys do into edits, and draws the
/// cursor and what is not closed yet. What is not for the tool goes on to the canvas.
class ToolPointer : public QObject {
  Q_OBJECT

 public:
  ToolPointer(Toolbox& toolbox, Editor& editor, SuperpixelCache& superpixels, Canvas& canvas);

  /// Ends what is under way as if the pointer were let go; what is not closed is forgotten.
  void finish();
  /// Points of the polygon that is not closed yet.
  qsizetype open_points() const { return polygon_.size(); }
  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void told(const QString& text);

 private:
  // pressure: in (0, 1], of a pen that tells it.
  bool press(QPointF at, std::optional<double> pressure, bool with_eraser);
  void drag(QPointF at, std::optional<double> pressure);
  void release();
  void pick(QPointF at);
  bool mouse_pressed(const QMouseEvent& event);
  bool tablet(QTabletEvent& event);
  bool wheel(const QWheelEvent& event);
  bool key_pressed(const QKeyEvent& event);
  bool takes_key(int key) const;

  void begin_stroke(edit::Point at, std::optional<double> pressure, bool erase);
  void begin_superpixels(edit::Point at);
  void close_polygon();
  void close_lasso();
  void close_rectangle();
  void click(edit::Point at);

  void forget();
  bool uses_outline() const;
  double screen_radius() const;
  void move_cursor(QPointF at);
  void update_cursor();
  void update_area();
  void draw(QPainter& painter, const ViewTransform& transform) const;
  void draw_outline(QPainter& painter) const;
  void draw_superpixel(QPainter& painter, const ViewTransform& transform) const;
  std::optional<QRect> superpixel_bounds() const;
  std::int32_t superpixel_at(edit::Point at) const;
  QRect drawn_area() const;
  QPolygonF on_screen(const QPolygonF& points) const;
  edit::Point to_image(QPointF at) const;
  QColor colour() const;

  Toolbox& toolbox_;
  Editor& editor_;
  SuperpixelCache& superpixels_;
  Canvas& canvas_;
  std::optional<QPointF> cursor_;  ///< where the pointer is, of the canvas
  QRect last_area_;                ///< that was drawn on
  bool dragging_ = false;
  bool erasing_ = false;  ///< the stroke under way is the eraser's
  bool by_tablet_ = false;
  bool pressed_ = false;  ///< its radius follows the pressure
  bool space_ = false;    ///< held: the canvas pans
  edit::Point last_;      ///< of the stroke
  QPolygonF polygon_;     ///< of image points
  QPolygonF lasso_;
  std::optional<QPointF> corner_;  ///< of the rectangle, of the image
};

}  // namespace penumbra::ui
