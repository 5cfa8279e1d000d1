#pragma once

#include <QWidget>

#include "base/job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace penumbra::ui {

class TrainingRun;

/// How the run of this window stands, and the buttons that pause and stop it.
class RunBar : public QWidget {
  Q_OBJECT

 public:
  explicit RunBar(TrainingRun& run, QWidget* parent = nullptr);

  void set_speed(double images_per_second);

 private:
  void update_state();
  QString headline() const;

  TrainingRun& run_;
  double images_per_second_ = 0;
  QLabel* headline_;
  QProgressBar* bar_;
  QPushButton* pause_;
  QPushButton* stop_;
};

}  // namespace penumbra::ui
