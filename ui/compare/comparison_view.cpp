#include "ui/compare/comparison_view.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/compare/swipe_handle.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int usual_blink_ms = 700;
constexpr int gap = grid_px / 2;
}  // namespace

ComparisonView::ComparisonView(QWidget* parent) : QWidget(parent) {
  setObjectName("comparisonView");
  first_ = new Canvas(this);
  first_->setObjectName("layerCanvas");
  second_ = new Canvas(this);
  second_->setObjectName("referenceCanvas");
  handle_ = new SwipeHandle(this);
  setFocusProxy(first_);
  const auto link = [this](Canvas* from, Canvas* to) {
    connect(from, &Canvas::viewChanged, to,
            [to](const ViewTransform& view) { to->set_view(view); });
    connect(from, &Canvas::hovered, this, &ComparisonView::hovered);
    from->set_foreground(
        [this, from](QPainter& painter, const ViewTransform&) { draw_title(painter, *from); });
  };
  link(first_, second_);
  link(second_, first_);
  connect(handle_, &SwipeHandle::moved, this, &ComparisonView::arrange);
  timer_.setInterval(usual_blink_ms);
  connect(&timer_, &QTimer::timeout, this, &ComparisonView::swap_shown);
  arrange();
}

void ComparisonView::set_mode(Mode mode) {
  if (mode == mode_) return;
  mode_ = mode;
  shows_layer_ = true;
  if (mode != Mode::Blink) set_blinking(false);
  show_overlays();
  arrange();
}

void ComparisonView::set_titles(const QString& layer, const QString& reference) {
  layer_title_ = layer;
  reference_title_ = reference;
  first_->setAccessibleName(tr("Photo with the labels of %1").arg(layer));
  second_->setAccessibleName(tr("Photo with the labels of %1").arg(reference));
  first_->update();
  second_->update();
}

void ComparisonView::show_photo(std::shared_ptr<const Pyramid> photo,
                                std::shared_ptr<const Overlay> layer,
                                std::shared_ptr<const Overlay> reference,
                                std::shared_ptr<const Overlay> difference) {
  layer_ = std::move(layer);
  reference_ = std::move(reference);
  difference_ = std::move(difference);
  first_->set_photo(photo);
  second_->set_photo(std::move(photo));
  show_overlays();
}

void ComparisonView::set_empty_text(const QString& text) {
  first_->set_empty_text(text);
  second_->set_empty_text(mode_ == Mode::SideBySide ? QString() : text);
}

void ComparisonView::flip() {
  set_blinking(false);
  swap_shown();
}

void ComparisonView::swap_shown() {
  shows_layer_ = !shows_layer_;
  arrange();
}

void ComparisonView::set_blinking(bool blinking) {
  if (blinking == timer_.isActive()) return;
  if (blinking)
    timer_.start();
  else
    timer_.stop();
  Q_EMIT blinkingChanged(blinking);
}

void ComparisonView::set_blink_interval(int milliseconds) { timer_.setInterval(milliseconds); }

void ComparisonView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ComparisonView::arrange() {
  const bool both = mode_ == Mode::SideBySide;
  const int half = (width() - gap) / 2;
  const QRect whole = rect();
  first_->setGeometry(both ? QRect(0, 0, half, height()) : whole);
  second_->setGeometry(both ? QRect(width() - half, 0, half, height()) : whole);
  second_->setVisible(mode_ != Mode::Difference);
  handle_->setVisible(mode_ == Mode::Swipe);
  if (mode_ == Mode::Swipe) {
    handle_->place();
    const int border = static_cast<int>(std::lround(handle_->position() * width()));
    first_->raise();
    // An empty mask would be none.
    first_->setMask(QRegion(0, 0, std::max(1, border), height()));
    handle_->raise();
  } else {
    first_->clearMask();
    if (mode_ == Mode::Blink && !shows_layer_)
      second_->raise();
    else
      first_->raise();
  }
}

void ComparisonView::show_overlays() {
  first_->set_overlay(mode_ == Mode::Difference ? difference_ : layer_);
  second_->set_overlay(reference_);
}

/// The name of what is shown, in a corner of its own.
void ComparisonView::draw_title(QPainter& painter, const Canvas& canvas) const {
  const bool reference = &canvas == second_;
  QString text = reference ? reference_title_ : layer_title_;
  if (mode_ == Mode::Difference && !reference)
    text = tr("%1 against %2").arg(layer_title_, reference_title_);
  if (text.isEmpty()) return;
  const QFontMetrics metrics = canvas.fontMetrics();
  const int room = canvas.width() / (mode_ == Mode::Swipe ? 2 : 1) - 4 * grid_px;
  text = metrics.elidedText(text, Qt::ElideRight, room);
  const QSize size(metrics.horizontalAdvance(text) + 2 * grid_px, metrics.height() + grid_px);
  const bool at_right = reference && mode_ == Mode::Swipe;
  const QRect box(QPoint(at_right ? canvas.width() - size.width() - grid_px : grid_px, grid_px),
                  size);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 20, 20, 200));
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(Qt::white);
  painter.drawText(box, Qt::AlignCenter, text);
}

}  // namespace penumbra::ui
