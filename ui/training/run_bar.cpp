#include "ui/training/run_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/jobs/duration_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/training/training_run.h"

namespace penumbra::ui {

RunBar::RunBar(TrainingRun& run, QWidget* parent) : QWidget(parent), run_(run) {
  headline_ = new QLabel(this);
  headline_->setObjectName("trainingHeadline");
  QFont font = headline_->font();
  font.setPointSizeF(font.pointSizeF() * 1.2);
  headline_->setFont(font);
  headline_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  bar_ = new QProgressBar(this);
  bar_->setObjectName("trainingProgress");
  bar_->setAccessibleName(tr("Progress of the run"));
  bar_->setTextVisible(false);
  bar_->setFixedHeight(grid_px);
  pause_ = new QPushButton(stroke_icon("pause"), tr("Pause"), this);
  pause_->setObjectName("pauseRun");
  stop_ = new QPushButton(stroke_icon("stop"), tr("Stop"), this);
  stop_->setObjectName("stopRun");
  stop_->setToolTip(tr("Ends the run within a step and keeps a checkpoint to go on from"));
  auto* row = new QHBoxLayout;
  row->setSpacing(grid_px);
  row->addWidget(headline_, 1);
  row->addWidget(pause_);
  row->addWidget(stop_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(grid_px / 2);
  column->addLayout(row);
  column->addWidget(bar_);
  connect(pause_, &QPushButton::clicked, this,
          [this] { run_.state() == JobState::Paused ? run_.resume() : run_.pause(); });
  connect(stop_, &QPushButton::clicked, &run_, &TrainingRun::stop);
  connect(&run_, &TrainingRun::stateChanged, this, &RunBar::update_state);
  connect(&run_, &TrainingRun::progressed, this, &RunBar::update_state);
  update_state();
}

void RunBar::set_speed(double images_per_second) { images_per_second_ = images_per_second; }

void RunBar::update_state() {
  const JobState state = run_.state();
  const Progress& progress = run_.progress();
  pause_->setVisible(run_.active());
  stop_->setVisible(run_.active());
  pause_->setEnabled(state == JobState::Running || state == JobState::Paused);
  stop_->setEnabled(pause_->isEnabled());
  pause_->setText(state == JobState::Paused ? tr("Resume") : tr("Pause"));
  pause_->setIcon(stroke_icon(state == JobState::Paused ? "play" : "pause"));
  pause_->setToolTip(state == JobState::Paused ? tr("Go on")
                                               : tr("Hold the run after the step under way"));
  bar_->setVisible(run_.active());
  bar_->setRange(0, static_cast<int>(progress.total));
  bar_->setValue(static_cast<int>(progress.done));
  const QString text = headline();
  headline_->setText(text);
  headline_->setToolTip(text);
}

QString RunBar::headline() const {
  const Progress& progress = run_.progress();
  const QString name = QString::fromStdString(run_.folder().filename().string());
  switch (run_.state()) {
    case JobState::Idle:
      return tr("No run under way");
    case JobState::Running: {
      QString text = progress.phase.empty() ? tr("starting…") : progress_text(progress);
      if (images_per_second_ > 0)
        text += tr(" · %1 images/s").arg(QLocale().toString(images_per_second_, 'f', 1));
      return name + ": " + text;
    }
    case JobState::Paused:
      return tr("%1: paused, %2")
          .arg(name, progress_text({progress.phase, progress.done, progress.total, -1}));
    case JobState::Stopping:
      return tr("%1: stopping after this step…").arg(name);
    case JobState::Done:
      return tr("%1 is done").arg(name);
    case JobState::Cancelled:
      return tr("%1 was stopped. Continue goes on from its last checkpoint.").arg(name);
    case JobState::Failed:
      return tr("%1 failed").arg(name);
  }
  return {};
}

}  // namespace penumbra::ui
