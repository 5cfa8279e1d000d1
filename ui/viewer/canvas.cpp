#include "ui/viewer/canvas.h"

#include <QAction>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "ui/theme/appearance.h"
#include "ui/viewer/action_keys.h"
#include "ui/viewer/minimap.h"

namespace penumbra::ui {
namespace {
constexpr double largest_zoom = 64;
constexpr double zoom_step = 1.25;
}  // namespace

Canvas::Canvas(QWidget* parent) : QWidget(parent) {
  setObjectName("canvas");
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Photo with layers"));
  minimap_ = new Minimap(this);
  connect(minimap_, &Minimap::asked_for, this, &Canvas::center_on);
  make_actions();
}

void Canvas::make_actions() {
  const auto on = [this](const char* name, const QString& text, const char* keys, auto act) {
    QAction* action = add_action(*this, name, text, keys);
    connect(action, &QAction::triggered, this, act);
    return action;
  };
  on("action_zoom_fit", tr("Fit the photo to the window"), "0", [this] { zoom_to_fit(); });
  on("action_zoom_actual", tr("Show the photo at 100%"), "Ctrl+0",
     [this] { zoom_at(actual_size(), middle()); });
  on("action_zoom_in", tr("Zoom in"), "+; =; Shift++",
     [this] { zoom_at(transform_.scale * zoom_step, middle()); });
  on("action_zoom_out", tr("Zoom out"), "-",
     [this] { zoom_at(transform_.scale / zoom_step, middle()); });
  on("action_bare_photo", tr("Show the bare photo while the key is held"), "Q", [this] {
    setFocus();
    set_bare(!bare_);  // from a menu: until it is chosen again
  })->setAutoRepeat(false);
}

void Canvas::set_photo(std::shared_ptr<const Pyramid> photo) {
  const bool same_size = photo && photo_ && photo->size() == photo_->size();
  photo_ = std::move(photo);
  overlay_ = nullptr;
  seen_.invalidate();
  minimap_->set_photo(photo_);
  if (!same_size || fits_) zoom_to_fit();
  place_minimap();
  update();
}

void Canvas::set_overlay(std::shared_ptr<const Overlay> overlay) {
  overlay_ = std::move(overlay);
  seen_.invalidate();
  update();
}

void Canvas::update_overlay(const QRect& image) {
  if (image.isEmpty() || !has_photo()) return;
  const QRectF seen(transform_.to_screen(image.topLeft()),
                    transform_.to_screen(image.topLeft() + QPoint(image.width(), image.height())));
  // Outlines reach beyond the pixels that they go round.
  constexpr int outline = grid_px;
  const QRect part = seen.toAlignedRect().adjusted(-outline, -outline, outline, outline) & rect();
  if (part.isEmpty()) return;
  const double ratio = devicePixelRatioF();
  seen_.invalidate(
      QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio).toAlignedRect());
  update(part);
}

void Canvas::set_foreground(Foreground foreground) {
  foreground_ = std::move(foreground);
  update();
}

void Canvas::set_legend(std::optional<Legend> legend) {
  if (legend == legend_) return;
  legend_ = std::move(legend);
  update();
}

void Canvas::set_resting_cursor(const QCursor& cursor) {
  resting_cursor_ = cursor;
  if (!dragging_) setCursor(cursor);
}

void Canvas::set_empty_text(const QString& text) {
  empty_text_ = text;
  update();
}

void Canvas::set_view(const ViewTransform& view) {
  if (view == transform_) return;
  transform_ = view;
  fits_ = false;
  view_changed(false);
}

void Canvas::zoom_to_fit() {
  fits_ = true;
  if (!has_photo()) return;
  const QSizeF size = photo_->size();
  const double room_x = std::max(16, width() - 2 * grid_px) / size.width();
  const double room_y = std::max(16, height() - 2 * grid_px) / size.height();
  transform_.scale = std::min({room_x, room_y, 4.0});
  transform_.offset = {(width() - size.width() * transform_.scale) / 2,
                       (height() - size.height() * transform_.scale) / 2};
  view_changed();
}

void Canvas::zoom_at(double zoom, QPointF at) {
  if (!has_photo()) return;
  const QPointF fixed = transform_.to_image(at);
  const double smallest = 16.0 / std::max(photo_->size().width(), photo_->size().height());
  transform_.scale = std::clamp(zoom, std::min(1.0, smallest), largest_zoom);
  transform_.offset = at - fixed * transform_.scale;
  fits_ = false;
  keep_in_view();
  view_changed();
}

QPointF Canvas::pan(QPointF by) {
  if (!has_photo()) return {};
  const double ratio = devicePixelRatioF();
  const QPointF whole(std::round(by.x() * ratio) / ratio, std::round(by.y() * ratio) / ratio);
  if (whole.isNull()) return {};
  transform_.offset += whole;
  fits_ = false;
  keep_in_view();
  view_changed();
  return whole;
}

void Canvas::center_on(QPointF image) { pan(middle() - transform_.to_screen(image)); }

/// A part of the photo stays visible however far it is moved.
void Canvas::keep_in_view() {
  constexpr double margin = 4 * grid_px;
  const QSizeF size = QSizeF(photo_->size()) * transform_.scale;
  const auto limit = [](double offset, double extent, double room) {
    return std::clamp(offset, margin - extent, std::max(margin - extent, room - margin));
  };
  transform_.offset = {limit(transform_.offset.x(), size.width(), width()),
                       limit(transform_.offset.y(), size.height(), height())};
}

void Canvas::view_changed(bool tell) {
  place_minimap();
  update();
  Q_EMIT zoomChanged(transform_.scale);
  if (tell) Q_EMIT viewChanged(transform_);
}

void Canvas::place_minimap() {
  const QRectF all{QPointF(), QSizeF(photo_size())};
  const QRectF seen =
      QRectF(transform_.to_image({0, 0}), transform_.to_image({double(width()), double(height())}))
          .intersected(all);
  const bool useful = has_photo() && !bare_ && width() > 3 * minimap_->width() &&
                      height() > 2 * minimap_->height() &&
                      (seen.width() < all.width() * 0.95 || seen.height() < all.height() * 0.95);
  minimap_->setVisible(useful);
  if (!useful) return;
  minimap_->set_visible_part(seen);
  minimap_->move(width() - minimap_->width() - grid_px, height() - minimap_->height() - grid_px);
}

void Canvas::set_bare(bool bare) {
  if (bare == bare_) return;
  bare_ = bare;
  seen_.invalidate();
  place_minimap();
  update();
}

void Canvas::set_dragging(bool dragging) {
  dragging_ = dragging;
  setCursor(dragging ? QCursor(Qt::ClosedHandCursor) : resting_cursor_);
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (fits_) zoom_to_fit();
  place_minimap();
}

void Canvas::wheelEvent(QWheelEvent* event) {
  const double turns = event->angleDelta().y() / 120.0;
  if (turns != 0) zoom_at(transform_.scale * std::pow(zoom_step, turns), event->position());
  event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  drag_from_ = event->position();
  set_dragging(true);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (!has_photo()) return;
  if (dragging_) drag_from_ += pan(event->position() - drag_from_);
  const QPointF at = transform_.to_image(event->position());
  const QPoint pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
  Q_EMIT hovered(QRect(QPoint(), photo_->size()).contains(pixel) ? pixel : QPoint(-1, -1));
}

void Canvas::mouseReleaseEvent(QMouseEvent*) { set_dragging(false); }

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  fits_ ? zoom_at(actual_size(), event->position()) : zoom_to_fit();
}

void Canvas::leaveEvent(QEvent*) { Q_EMIT hovered({-1, -1}); }

void Canvas::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space) {
    if (event->isAutoRepeat() || dragging_) return;
    drag_from_ = mapFromGlobal(QCursor::pos());
    set_dragging(true);
    return;
  }
  if (!trigger_action(actions(), *event)) QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->isAutoRepeat()) return;
  if (event->key() == Qt::Key_Space)
    set_dragging(false);
  else if (bare_)
    set_bare(false);
  else
    QWidget::keyReleaseEvent(event);
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  set_bare(false);
  set_dragging(false);
  update();
  QWidget::focusOutEvent(event);
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) seen_.invalidate();
  QWidget::changeEvent(event);
}

}  // namespace penumbra::ui
