#include "ui/editor/tool_pointer.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/editor/editor.h"
#include "ui/viewer/canvas.h"

namespace penumbra::ui {
namespace {

/// A pen that is hardly pressed paints with this part of the radius.
constexpr double least_pressure = 0.1;
/// Of image pixels: points nearer to each other are one.
constexpr double least_step = 0.25;

double distance(edit::Point a, edit::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

edit::Ring to_ring(const QPolygonF& points) {
  edit::Ring ring;
  for (const QPointF& point : points) ring.push_back({point.x(), point.y()});
  return ring;
}

}  // namespace

ToolPointer::ToolPointer(Toolbox& toolbox, Editor& editor, SuperpixelCache& superpixels,
                         Canvas& canvas)
    : QObject(&canvas),
      toolbox_(toolbox),
      editor_(editor),
      superpixels_(superpixels),
      canvas_(canvas) {
  canvas.installEventFilter(this);
  canvas.set_foreground(
      [this](QPainter& painter, const ViewTransform& transform) { draw(painter, transform); });
  connect(&toolbox, &Toolbox::toolChanged, this, [this] {
    finish();
    update_cursor();
  });
  connect(&toolbox, &Toolbox::optionsChanged, this, &ToolPointer::update_cursor);
  connect(&toolbox, &Toolbox::classChanged, this, &ToolPointer::update_area);
  connect(&editor, &Editor::stateChanged, this, &ToolPointer::update_cursor);
  connect(&superpixels, &SuperpixelCache::ready, this, &ToolPointer::update_area);
  update_cursor();
}

bool ToolPointer::eventFilter(QObject* watched, QEvent* event) {
  if (watched != &canvas_ || toolbox_.tool() == Tool::Hand || !canvas_.has_photo()) return false;
  switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
      return mouse_pressed(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove: {
      const QPointF at = static_cast<QMouseEvent*>(event)->position();
      if (dragging_ && !by_tablet_) drag(at, {});
      move_cursor(at);
      return dragging_;  // else the canvas tells what lies under the pointer
    }
    case QEvent::MouseButtonRelease:
      if (!dragging_ || static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton) return false;
      release();
      return true;
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease:
      return tablet(*static_cast<QTabletEvent*>(event));
    case QEvent::Wheel:
      return wheel(*static_cast<QWheelEvent*>(event));
    case QEvent::ShortcutOverride:
      // Else an action with that key would have it.
      if (!takes_key(static_cast<QKeyEvent*>(event)->key())) return false;
      event->accept();
      return true;
    case QEvent::KeyPress:
      return key_pressed(*static_cast<QKeyEvent*>(event));
    case QEvent::KeyRelease:
      if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) space_ = false;
      return false;
    case QEvent::Leave:
      cursor_.reset();
      update_area();
      return false;
    case QEvent::FocusOut:
      space_ = false;
      if (dragging_) release();
      return false;
    default:
      return false;
  }
}

bool ToolPointer::mouse_pressed(const QMouseEvent& event) {
  move_cursor(event.position());
  if (space_ || dragging_ || !editor_.problem().isEmpty()) return dragging_;
  if (event.button() != Qt::LeftButton) return false;
  if (event.modifiers().testFlag(Qt::AltModifier)) {
    pick(event.position());
    return true;
  }
  if (event.type() == QEvent::MouseButtonDblClick && toolbox_.tool() == Tool::Polygon) {
    close_polygon();
    return true;
  }
  return press(event.position(), {}, false);
}

bool ToolPointer::tablet(QTabletEvent& event) {
  if (space_ || !editor_.problem().isEmpty()) return false;
  const auto* device = event.pointingDevice();
  const bool presses =
      device && device->capabilities().testFlag(QInputDevice::Capability::Pressure);
  std::optional<double> pressure;
  if (presses) pressure = std::clamp(event.pressure(), least_pressure, 1.0);
  move_cursor(event.position());
  if (event.type() == QEvent::TabletPress) {
    if (event.button() != Qt::LeftButton || dragging_) return false;
    const bool eraser = device && device->pointerType() == QPointingDevice::PointerType::Eraser;
    by_tablet_ = press(event.position(), pressure, eraser) && dragging_;
  } else if (!by_tablet_) {
    return false;
  } else if (event.type() == QEvent::TabletMove) {
    drag(event.position(), pressure);
  } else {
    release();
  }
  event.accept();  // no mouse event is made of it
  return true;
}

bool ToolPointer::wheel(const QWheelEvent& event) {
  if (!event.modifiers().testFlag(Qt::ControlModifier)) return false;
  toolbox_.change_size(event.angleDelta().y() / 120.0);
  return true;
}

bool ToolPointer::key_pressed(const QKeyEvent& event) {
  if (event.key() == Qt::Key_Space) {
    if (dragging_) return true;
    space_ = true;
    return false;
  }
  if (!takes_key(event.key()))
    return event.modifiers() == Qt::NoModifier && toolbox_.choose_by_key(event.text());
  if (event.key() == Qt::Key_Escape) {
    forget();
  } else if (event.key() == Qt::Key_Backspace) {
    polygon_.removeLast();
    update_area();
  } else {
    close_polygon();
  }
  return true;
}

/// Keys that end what is under way, or a part of it.
bool ToolPointer::takes_key(int key) const {
  const bool polygon = !polygon_.isEmpty();
  if (key == Qt::Key_Escape) return polygon || !lasso_.isEmpty() || corner_;
  return polygon && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace);
}

bool ToolPointer::press(QPointF at, std::optional<double> pressure, bool with_eraser) {
  const edit::Point point = to_image(at);
  const Tool tool = with_eraser ? Tool::Eraser : toolbox_.tool();
  switch (tool) {
    case Tool::Hand:
      return false;
    case Tool::Brush:
    case Tool::Eraser:
      begin_stroke(point, pressure, tool == Tool::Eraser);
      break;
    case Tool::Superpixel:
      begin_superpixels(point);
      break;
    case Tool::Polygon:
      polygon_ << QPointF(point.x, point.y);
      break;
    case Tool::Lasso:
      lasso_ << QPointF(point.x, point.y);
      dragging_ = true;
      break;
    case Tool::Crf:
      corner_ = QPointF(point.x, point.y);
      dragging_ = true;
      break;
    case Tool::Flood:
    case Tool::Take:
    case Tool::Replace:
      click(point);
      break;
  }
  update_area();
  return true;
}

void ToolPointer::begin_stroke(edit::Point at, std::optional<double> pressure, bool erase) {
  const auto& options = toolbox_.options();
  LabelEdit stroke;
  if (erase)
    stroke.operation.action = edit::Erase{{at}, options.radius, options.erase_to};
  else
    stroke.operation.action =
        edit::Brush{{at}, options.radius, static_cast<std::uint8_t>(toolbox_.current_class())};
  stroke.operation.only_over = options.only_over;
  if (pressure) stroke.radii = {options.radius * *pressure};
  pressed_ = pressure.has_value();
  erasing_ = erase;
  last_ = at;
  dragging_ = true;
  editor_.begin(std::move(stroke));
}

void ToolPointer::begin_superpixels(edit::Point at) {
  const auto& superpixels = superpixels_.superpixels();
  if (!superpixels) {
    Q_EMIT told(tr("The superpixels of this photo are not there yet"));
    return;
  }
  LabelEdit stroke;
  stroke.operation.action = edit::FillSuperpixels{
      {at}, superpixels_.region_size(), static_cast<std::uint8_t>(toolbox_.current_class())};
  stroke.operation.only_over = toolbox_.options().only_over;
  stroke.superpixels = superpixels;
  last_ = at;
  dragging_ = true;
  editor_.begin(std::move(stroke));
}

void ToolPointer::drag(QPointF at, std::optional<double> pressure) {
  const edit::Point point = to_image(at);
  if (!lasso_.isEmpty()) {
    if (lasso_.back() != QPointF(point.x, point.y)) lasso_ << QPointF(point.x, point.y);
    update_area();
    return;
  }
  if (corner_) {
    update_area();
    return;
  }
  const double way = distance(last_, point);
  if (way < least_step || !editor_.has_stroke()) return;
  std::vector<edit::Point> points;
  if (toolbox_.tool() == Tool::Superpixel) {
    // The first point in each superpixel on the way.
    const int steps = static_cast<int>(std::ceil(way));
    auto before = superpixel_at(last_);
    for (int i = 1; i <= steps; ++i) {
      const double part = static_cast<double>(i) / steps;
      const edit::Point next{last_.x + part * (point.x - last_.x),
                             last_.y + part * (point.y - last_.y)};
      if (const auto under = superpixel_at(next); under != std::exchange(before, under))
        points.push_back(next);
    }
  } else {
    points = {point};
  }
  std::vector<double> radii;
  if (pressed_) radii = {toolbox_.options().radius * pressure.value_or(1)};
  editor_.extend(points, radii);
  last_ = point;
}

void ToolPointer::release() {
  dragging_ = by_tablet_ = false;
  if (!lasso_.isEmpty())
    close_lasso();
  else if (corner_)
    close_rectangle();
  else
    editor_.end();
  erasing_ = false;
  update_area();
}

void ToolPointer::close_polygon() {
  auto points = std::exchange(polygon_, {});
  // A double click puts its point twice.
  while (points.size() > 1 && points.back() == points.at(points.size() - 2)) points.removeLast();
  update_area();
  if (points.size() < 3) {
    Q_EMIT told(tr("A polygon has at least three points"));
    return;
  }
  editor_.paint(
      {{edit::FillPolygon{to_ring(points), {}, static_cast<std::uint8_t>(toolbox_.current_class())},
        toolbox_.options().only_over,
        {}}});
}

void ToolPointer::close_lasso() {
  const auto points = std::exchange(lasso_, {});
  if (points.size() < 3) return;
  editor_.paint({{edit::Lasso{to_ring(points), static_cast<std::uint8_t>(toolbox_.current_class())},
                  toolbox_.options().only_over,
                  {}}});
}

void ToolPointer::close_rectangle() {
  const QPointF from = *std::exchange(corner_, {});
  const edit::Point to = cursor_ ? to_image(*cursor_) : edit::Point{from.x(), from.y()};
  const QRectF photo(QPointF(), QSizeF(canvas_.photo_size()));
  const QRect area = (QRectF(from, QPointF(to.x, to.y)).normalized() & photo).toAlignedRect();
  if (area.width() < 2 || area.height() < 2) {
    Q_EMIT told(tr("Drag a rectangle over what the CRF is to refine"));
    return;
  }
  const auto& options = toolbox_.options();
  editor_.run(
      {edit::RefineByCrf{{area.x(), area.y(), area.width(), area.height()}, options.confidence},
       options.only_over,
       {}});
}

void ToolPointer::click(edit::Point at) {
  const auto& options = toolbox_.options();
  const auto label = static_cast<std::uint8_t>(toolbox_.current_class());
  const auto under = editor_.label_at(at);
  if (!under) return;
  if (toolbox_.tool() == Tool::Flood) {
    editor_.run({edit::FloodFill{at, double(options.tolerance), label}, options.only_over, {}});
  } else if (toolbox_.tool() == Tool::Replace) {
    const auto point = options.replace_everywhere ? std::nullopt : std::optional(at);
    editor_.run({edit::Replace{*under, label, point}, options.only_over, {}});
  } else if (options.take_from.isEmpty()) {
    Q_EMIT told(tr("There is no other layer to take from"));
  } else if (options.take_score) {
    editor_.run({edit::TakeScore{options.take_from.toStdString(), label, options.threshold, at, {}},
                 options.only_over,
                 {}});
  } else {
    edit::Take take{options.take_from.toStdString(), at, {}, {}};
    if (options.take_as_current) take.label = label;
    editor_.run({std::move(take), options.only_over, {}});
  }
}

/// Takes the class under the pointer in hand.
void ToolPointer::pick(QPointF at) {
  if (const auto label = editor_.label_at(to_image(at))) toolbox_.choose_class(*label);
}

void ToolPointer::finish() {
  if (dragging_ && lasso_.isEmpty() && !corner_) editor_.end();
  forget();
}

void ToolPointer::forget() {
  dragging_ = by_tablet_ = false;
  polygon_.clear();
  lasso_.clear();
  corner_.reset();
  update_area();
}

/// To an eighth of a pixel: finer than a hand, and short in the history.
edit::Point ToolPointer::to_image(QPointF at) const {
  const QPointF image = canvas_.transform().to_image(at);
  return {std::round(image.x() * 8) / 8, std::round(image.y() * 8) / 8};
}

}  // namespace penumbra::ui
