#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>

#include "ui/viewer/canvas.h"

namespace penumbra::ui {

class SwipeHandle;

/// One photo with two layers, at the same zoom in all views: side by side, one on either side of a
/// border that is dragged, one after the other, or what differs.
class ComparisonView : public QWidget {
  Q_OBJECT

 public:
  enum class Mode { SideBySide, Swipe, Blink, Difference };

  explicit ComparisonView(QWidget* parent = nullptr);

  void set_mode(Mode mode);
  Mode mode() const { return mode_; }
  void set_titles(const QString& layer, const QString& reference);
  /// Photo null: none.
  void show_photo(std::shared_ptr<const Pyramid> photo, std::shared_ptr<const Overlay> layer,
                  std::shared_ptr<const Overlay> reference,
                  std::shared_ptr<const Overlay> difference);
  void set_empty_text(const QString& text);

  /// The other layer in Mode::Blink; the timer stops where a person does it.
  void flip();
  void set_blinking(bool blinking);
  bool blinking() const { return timer_.isActive(); }
  void set_blink_interval(int milliseconds);
  bool shows_layer() const { return shows_layer_; }

  Canvas& layer_canvas() { return *first_; }
  Canvas& reference_canvas() { return *second_; }
  SwipeHandle& handle() { return *handle_; }

  QSize minimumSizeHint() const override { return {240, 160}; }

 Q_SIGNALS:
  void blinkingChanged(bool blinking);
  /// The image pixel under the cursor; (-1, -1) outside.
  void hovered(QPoint pixel);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();
  void show_overlays();
  void swap_shown();
  void draw_title(QPainter& painter, const Canvas& canvas) const;

  Canvas* first_;   ///< the layer, or the difference
  Canvas* second_;  ///< the reference
  SwipeHandle* handle_;
  Mode mode_ = Mode::SideBySide;
  QString layer_title_, reference_title_;
  std::shared_ptr<const Overlay> layer_, reference_, difference_;
  QTimer timer_;
  bool shows_layer_ = true;
};

}  // namespace penumbra::ui
