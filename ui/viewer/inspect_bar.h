#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace penumbra::ui {

class RunChoice;

/// Above the canvas: the image, what is going on, what looks, and the zoom.
class InspectBar : public QWidget {
  Q_OBJECT

 public:
  explicit InspectBar(QWidget* parent = nullptr);

  void set_name(const QString& name, const QString& path);
  /// details: shown where the mouse points at it.
  void set_state(const QString& text, const QString& details = {});
  /// Device pixels an image pixel.
  void set_zoom(double zoom);
  RunChoice& runs() { return *runs_; }
  QToolButton& journey() { return *journey_; }
  /// The switch of the review.
  void set_review_action(QAction* action);

 Q_SIGNALS:
  void fitRequested();

 private:
  QLabel* name_;
  QLabel* state_;
  RunChoice* runs_;
  QToolButton* review_;
  QToolButton* journey_;
  QToolButton* zoom_;
};

}  // namespace penumbra::ui
