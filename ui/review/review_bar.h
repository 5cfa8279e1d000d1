#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace penumbra::ui {

class OpenProject;
class ReviewQueue;
class WeightsPopover;

/// Above the canvas while a person reviews: why this image, its place in the queue, how many are
/// left and how long that takes, and what decides the order. At the end of the queue it says what
/// to do next. Its actions (review on or off, mark and go on, go back, sessions) have object names
/// and keys; they belong to whoever shows the bar.
class ReviewBar : public QWidget {
  Q_OBJECT

 public:
  explicit ReviewBar(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  ReviewQueue& queue() { return *queue_; }
  /// The switch of the review.
  QAction* toggle_action() const { return toggle_; }
  /// Starts, where it is off, with the image that most needs a person.
  void begin();

 Q_SIGNALS:
  void exportRequested();
  /// The first of a walk, too.
  void reviewed();
  void message(const QString& text);

 private:
  void make_actions();
  void show_sessions();
  void update_texts();
  void show_end();

  ReviewQueue* queue_;
  WeightsPopover* weights_ = nullptr;
  QAction* toggle_;
  QLabel* reason_;
  QLabel* place_;
  QToolButton* order_;
  QToolButton* sessions_;
  QToolButton* back_;
  QPushButton* mark_;
  QPushButton* show_all_;
  QPushButton* export_;
  QToolButton* close_;
};

}  // namespace penumbra::ui
