#pragma once

#include <QFrame>
#include <QTimer>
#include <array>

#include "review/settings.h"

class QLabel;
class QSlider;

namespace penumbra::ui {

class ReviewQueue;

/// What decides the order of the queue: a slider a reason, and the share of second looks. The order
/// follows while the sliders move.
class WeightsPopover : public QFrame {
  Q_OBJECT

 public:
  explicit WeightsPopover(ReviewQueue& queue, QWidget* parent = nullptr);

  /// Below `anchor`, within the screen.
  void show_at(const QWidget& anchor);

 private:
  struct Row {
    QSlider* slider;
    QLabel* value;
  };

  Row add_row(const QString& name, const QString& text, const QString& help, int most);
  void show_settings(const review::Settings& settings);
  void take();

  ReviewQueue& queue_;
  std::array<Row, review::reason_count> weights_{};
  Row share_{};
  QTimer moved_;
};

}  // namespace penumbra::ui
