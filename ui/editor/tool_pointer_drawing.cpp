// What the tool in hand draws on the canvas.
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/editor/editor.h"
#include "ui/editor/tool_pointer.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/viewer/canvas.h"

namespace penumbra::ui {
namespace {

/// Smaller circles than this, in logical pixels, are not seen: a cross is.
constexpr double smallest_circle = 3;
constexpr int pen_room = 3;

const QColor around(0, 0, 0, 170);

/// A line that is seen on every photo.
template <class Draw>
void draw_twice(QPainter& painter, const QColor& colour, const Draw& draw) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(around, 3));
  draw();
  painter.setPen(QPen(colour, 1.5));
  draw();
}

}  // namespace

QColor ToolPointer::colour() const {
  const bool erases = toolbox_.tool() == Tool::Eraser || erasing_;
  if (erases || toolbox_.current_class() == 0 || !toolbox_.project()) return Qt::white;
  return toolbox_.project()->class_colour(toolbox_.current_class());
}

bool ToolPointer::uses_outline() const {
  return toolbox_.tool() == Tool::Brush || toolbox_.tool() == Tool::Eraser;
}

double ToolPointer::screen_radius() const {
  return toolbox_.options().radius * canvas_.transform().scale;
}

void ToolPointer::move_cursor(QPointF at) {
  cursor_ = at;
  update_area();
}

void ToolPointer::update_cursor() {
  if (toolbox_.tool() == Tool::Hand)
    canvas_.set_resting_cursor(Qt::ArrowCursor);
  else if (!editor_.problem().isEmpty())
    canvas_.set_resting_cursor(Qt::ForbiddenCursor);
  else if (uses_outline() && screen_radius() >= smallest_circle)
    canvas_.set_resting_cursor(Qt::BlankCursor);
  else
    canvas_.set_resting_cursor(Qt::CrossCursor);
  update_area();
}

QPolygonF ToolPointer::on_screen(const QPolygonF& points) const {
  QPolygonF screen;
  for (const QPointF& point : points) screen << canvas_.transform().to_screen(point);
  return screen;
}

void ToolPointer::update_area() {
  const QRect area = drawn_area();
  canvas_.update(last_area_);
  canvas_.update(area);
  last_area_ = area;
}

/// Where `draw` draws, in the canvas.
QRect ToolPointer::drawn_area() const {
  if (toolbox_.tool() == Tool::Hand) return {};
  constexpr double margin = grid_px;
  QRectF area;
  const auto add = [&area](const QRectF& part) {  // also of one point
    area |= part.adjusted(-margin, -margin, margin, margin);
  };
  QPolygonF line = on_screen(polygon_ + lasso_);
  if (corner_) line << canvas_.transform().to_screen(*corner_);
  if (cursor_ && !line.isEmpty()) line << *cursor_;
  if (!line.isEmpty()) add(line.boundingRect());
  if (cursor_ && uses_outline()) {
    const double radius = screen_radius();
    add({cursor_->x() - radius, cursor_->y() - radius, 2 * radius, 2 * radius});
  }
  if (const auto bounds = superpixel_bounds())
    add({canvas_.transform().to_screen(QPointF(bounds->topLeft())),
         QSizeF(bounds->size()) * canvas_.transform().scale});
  return area.toAlignedRect();
}

void ToolPointer::draw(QPainter& painter, const ViewTransform& transform) const {
  if (toolbox_.tool() == Tool::Hand || !editor_.problem().isEmpty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (toolbox_.tool() == Tool::Superpixel) draw_superpixel(painter, transform);
  if (!polygon_.isEmpty()) {
    QPolygonF line = on_screen(polygon_);
    const QPolygonF corners = line;
    if (cursor_) line << *cursor_;
    draw_twice(painter, colour(), [&] { painter.drawPolyline(line); });
    painter.setBrush(colour());
    painter.setPen(QPen(around, 1));
    for (const QPointF& corner : corners) painter.drawEllipse(corner, pen_room, pen_room);
  }
  if (!lasso_.isEmpty()) {
    const QPolygonF line = on_screen(lasso_);
    draw_twice(painter, colour(), [&] { painter.drawPolyline(line); });
  }
  if (corner_ && cursor_) {
    const QRectF area = QRectF(transform.to_screen(*corner_), *cursor_).normalized();
    draw_twice(painter, Qt::white, [&] { painter.drawRect(area); });
  }
  if (uses_outline() && cursor_ && !space_) draw_outline(painter);
  painter.restore();
}

void ToolPointer::draw_outline(QPainter& painter) const {
  const double radius = screen_radius();
  if (radius < smallest_circle) return;
  draw_twice(painter, colour(), [&] { painter.drawEllipse(*cursor_, radius, radius); });
}

/// Of the one under the pointer, in image pixels.
std::optional<QRect> ToolPointer::superpixel_bounds() const {
  const auto& superpixels = superpixels_.superpixels();
  if (toolbox_.tool() != Tool::Superpixel || !superpixels || !cursor_) return {};
  const auto index = superpixel_at(to_image(*cursor_));
  if (index < 0) return {};
  const auto& bounds = superpixels->bounds[static_cast<std::size_t>(index)];
  return QRect(bounds.x, bounds.y, bounds.width, bounds.height);
}

/// -1: none.
std::int32_t ToolPointer::superpixel_at(edit::Point at) const {
  const auto& superpixels = *superpixels_.superpixels();
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  if (x < 0 || y < 0 || x >= superpixels.size.width || y >= superpixels.size.height) return -1;
  return superpixels.index[edit::pixel_index(superpixels.size, x, y)];
}

/// The border of the one under the pointer.
void ToolPointer::draw_superpixel(QPainter& painter, const ViewTransform& transform) const {
  const auto bounds = superpixel_bounds();
  if (!bounds) return;
  const auto inside = superpixel_at(to_image(*cursor_));
  const auto differs = [&](int x, int y) { return superpixel_at({x + 0.5, y + 0.5}) != inside; };
  QVector<QLineF> lines;
  const auto add = [&](int x1, int y1, int x2, int y2) {
    lines << QLineF(transform.to_screen(QPointF(x1, y1)), transform.to_screen(QPointF(x2, y2)));
  };
  for (int y = bounds->top(); y <= bounds->bottom(); ++y)
    for (int x = bounds->left(); x <= bounds->right(); ++x) {
      if (differs(x, y)) continue;
      if (differs(x - 1, y)) add(x, y, x, y + 1);
      if (differs(x + 1, y)) add(x + 1, y, x + 1, y + 1);
      if (differs(x, y - 1)) add(x, y, x + 1, y);
      if (differs(x, y + 1)) add(x, y + 1, x + 1, y + 1);
    }
  draw_twice(painter, colour(), [&] { painter.drawLines(lines); });
}

}  // namespace penumbra::ui
