#include "ui/viewer/canvas.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/appearance.h"
#include "ui/viewer/colour_map.h"

namespace penumbra::ui {
namespace {
constexpr double largest_zoom = 64;
constexpr double nearest_from = 2;
constexpr double pixel_grid_from = 8;
}  // namespace

Canvas::Canvas(QWidget* parent) : QWidget(parent) {
  setObjectName("canvas");
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName("Photo with layers");
}

void Canvas::set_photo(std::shared_ptr<const Pyramid> photo) {
  const bool same_size = photo && photo_ && photo->size() == photo_->size();
  photo_ = std::move(photo);
  layers_ = nullptr;
  overlay_ = {};
  if (!same_size || fits_) zoom_to_fit();
  update();
}

void Canvas::set_layers(std::shared_ptr<const ImageLayers> layers) {
  layers_ = std::move(layers);
  overlay_ = {};
  update();
}

void Canvas::set_settings(const LayerSettings& settings) {
  if (settings == settings_) return;
  settings_ = settings;
  overlay_ = {};
  update();
}

void Canvas::set_empty_text(const QString& text) {
  empty_text_ = text;
  update();
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

void Canvas::view_changed() {
  overlay_ = {};
  update();
  Q_EMIT zoomChanged(transform_.scale);
}

void Canvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  // Neutral in both themes, so that colours read true.
  painter.fillRect(rect(),
                   is_dark(palette()) ? QColor(0x40, 0x40, 0x40) : QColor(0x8c, 0x8c, 0x8c));
  if (!has_photo()) {
    painter.setPen(is_dark(palette()) ? QColor(0xe0, 0xe0, 0xe0) : Qt::black);
    painter.drawText(rect().adjusted(3 * grid_px, 0, -3 * grid_px, 0),
                     Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
    return;
  }
  draw_photo(painter);
  const bool layered = !bare_ && layers_ && layers_->size.width == photo_->size().width() &&
                       layers_->size.height == photo_->size().height();
  if (layered) {
    if (overlay_.isNull()) {
      const double ratio = devicePixelRatioF();
      const ViewTransform device{transform_.scale * ratio, transform_.offset * ratio};
      overlay_ =
          render_overlay(*layers_, settings_, device, (QSizeF(size()) * ratio).toSize(), ratio);
      overlay_.setDevicePixelRatio(ratio);
    }
    painter.drawImage(QPointF(0, 0), overlay_);
  }
  if (transform_.scale >= pixel_grid_from) draw_pixel_grid(painter);
  if (layered) draw_legend(painter);
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void Canvas::draw_photo(QPainter& painter) {
  const double device_scale = transform_.scale * devicePixelRatioF();
  const QImage& level = photo_->level_for(device_scale);
  const QRectF target(transform_.offset, QSizeF(photo_->size()) * transform_.scale);
  // Only what is visible: a photo at 6400% would be scaled as a whole otherwise.
  const QRectF visible = target.intersected(QRectF(rect()));
  const double to_level = level.width() / target.width();
  const double to_level_y = level.height() / target.height();
  const QRectF source((visible.x() - target.x()) * to_level,
                      (visible.y() - target.y()) * to_level_y, visible.width() * to_level,
                      visible.height() * to_level_y);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, transform_.scale <= nearest_from);
  painter.drawImage(visible, level, source);
}

void Canvas::draw_pixel_grid(QPainter& painter) {
  const QPointF first = transform_.to_image({0, 0});
  const QPointF last = transform_.to_image({double(width()), double(height())});
  const QSize size = photo_->size();
  const int left = std::clamp(static_cast<int>(first.x()), 0, size.width());
  const int right = std::clamp(static_cast<int>(std::ceil(last.x())), 0, size.width());
  const int top = std::clamp(static_cast<int>(first.y()), 0, size.height());
  const int bottom = std::clamp(static_cast<int>(std::ceil(last.y())), 0, size.height());
  QVector<QLineF> lines;
  for (int x = left; x <= right; ++x)
    lines << QLineF(transform_.to_screen(QPointF(x, top)),
                    transform_.to_screen(QPointF(x, bottom)));
  for (int y = top; y <= bottom; ++y)
    lines << QLineF(transform_.to_screen(QPointF(left, y)),
                    transform_.to_screen(QPointF(right, y)));
  painter.setPen(QPen(QColor(128, 128, 128, 90), 0));
  painter.drawLines(lines);
}

void Canvas::draw_legend(QPainter& painter) {
  const bool scores =
      (settings_.view(LayerKind::Cam).visible && layers_->has(LayerKind::Cam)) ||
      (settings_.view(LayerKind::AuxCam).visible && layers_->has(LayerKind::AuxCam));
  if (!scores) return;
  const int bar_width = 16 * grid_px;
  const int line = fontMetrics().height();
  const QRect box(grid_px, height() - line - 4 * grid_px, bar_width + 2 * grid_px,
                  line + 3 * grid_px);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 20, 20, 200));
  painter.drawRoundedRect(box, 4, 4);
  painter.setRenderHint(QPainter::Antialiasing, false);
  QLinearGradient gradient(box.left() + grid_px, 0, box.left() + grid_px + bar_width, 0);
  for (int i = 0; i <= 16; ++i)
    gradient.setColorAt(i / 16.0, QColor(viridis()[static_cast<std::size_t>(i * 255 / 16)]));
  const QRect bar(box.left() + grid_px, box.top() + grid_px, bar_width, grid_px);
  painter.fillRect(bar, gradient);
  painter.setPen(Qt::white);
  const QRect text(bar.left(), bar.bottom() + grid_px / 2, bar.width(), line);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, "0");
  painter.drawText(text, Qt::AlignHCenter | Qt::AlignVCenter, "CAM");
  painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, "1");
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (fits_) zoom_to_fit();
  overlay_ = {};
}

void Canvas::wheelEvent(QWheelEvent* event) {
  const double turns = event->angleDelta().y() / 120.0;
  if (turns != 0) zoom_at(transform_.scale * std::pow(1.25, turns), event->position());
  event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  dragging_ = true;
  drag_from_ = event->position();
  setCursor(Qt::ClosedHandCursor);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  if (!has_photo()) return;
  if (dragging_) {
    transform_.offset += event->position() - drag_from_;
    drag_from_ = event->position();
    fits_ = false;
    keep_in_view();
    view_changed();
  }
  const QPointF at = transform_.to_image(event->position());
  const QPoint pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
  Q_EMIT hovered(QRect(QPoint(), photo_->size()).contains(pixel) ? pixel : QPoint(-1, -1));
}

void Canvas::mouseReleaseEvent(QMouseEvent*) {
  dragging_ = false;
  unsetCursor();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  fits_ ? zoom_at(1, event->position()) : zoom_to_fit();
}

void Canvas::leaveEvent(QEvent*) { Q_EMIT hovered({-1, -1}); }

void Canvas::keyPressEvent(QKeyEvent* event) {
  const QPointF centre(width() / 2.0, height() / 2.0);
  switch (event->key()) {
    case Qt::Key_Left:
      Q_EMIT stepRequested(-1);
      return;
    case Qt::Key_Right:
      Q_EMIT stepRequested(1);
      return;
    case Qt::Key_0:
      event->modifiers() & Qt::ControlModifier ? zoom_at(1, centre) : zoom_to_fit();
      return;
    case Qt::Key_Plus:
      zoom_at(transform_.scale * 1.25, centre);
      return;
    case Qt::Key_Minus:
      zoom_at(transform_.scale / 1.25, centre);
      return;
    case Qt::Key_Q:
      if (!event->isAutoRepeat()) {
        bare_ = true;
        update();
      }
      return;
    case Qt::Key_Space:
      if (!event->isAutoRepeat() && !dragging_) {
        dragging_ = true;
        drag_from_ = mapFromGlobal(QCursor::pos());
        setCursor(Qt::ClosedHandCursor);
      }
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->isAutoRepeat()) return;
  if (event->key() == Qt::Key_Q) {
    bare_ = false;
    update();
  } else if (event->key() == Qt::Key_Space) {
    dragging_ = false;
    unsetCursor();
  } else {
    QWidget::keyReleaseEvent(event);
  }
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  bare_ = false;
  dragging_ = false;
  unsetCursor();
  update();
  QWidget::focusOutEvent(event);
}

}  // namespace penumbra::ui
