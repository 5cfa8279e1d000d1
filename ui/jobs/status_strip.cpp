#include "ui/jobs/status_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/message_label.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

StatusStrip::StatusStrip(JobList& jobs, QWidget* parent) : QWidget(parent), jobs_(jobs) {
  setObjectName("statusStrip");
  setFixedHeight(4 * grid_px);
  summary_ = new QLabel(this);
  summary_->setObjectName("statusSummary");
  message_ = new MessageLabel(this);
  message_->setObjectName("statusMessage");
  job_ = new QLabel(this);
  job_->setObjectName("statusJob");
  bar_ = new QProgressBar(this);
  bar_->setFixedSize(12 * grid_px, grid_px);
  bar_->setTextVisible(false);
  const auto button = [this](const char* name, const char* icon, const QString& tip) {
    auto* tool = new QToolButton(this);
    tool->setObjectName(name);
    tool->setAutoRaise(true);
    tool->setIcon(stroke_icon(icon));
    tool->setToolTip(tip);
    tool->setAccessibleName(tip);
    return tool;
  };
  pause_ = button("statusPause", "pause", tr("Pause"));
  stop_ = button("statusStop", "stop", tr("Stop"));
  toggle_ = button("toggleJobs", "list", tr("Jobs and log"));
  toggle_->setCheckable(true);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, 0, grid_px, 0);
  layout->setSpacing(grid_px);
  layout->addWidget(summary_);
  layout->addSpacing(grid_px);
  layout->addWidget(message_, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{job_, bar_, pause_, stop_, toggle_})
    layout->addWidget(widget);

  connect(message_, &MessageLabel::clicked, this, [this] {
    message_->show_text({}, false);
    toggle_->setChecked(true);
  });
  connect(toggle_, &QToolButton::toggled, this, &StatusStrip::jobsToggled);
  connect(pause_, &QToolButton::clicked, this, [this] {
    if (JobRunner* job = jobs_.foremost())
      job->state() == JobState::Paused ? job->resume() : job->pause();
  });
  connect(stop_, &QToolButton::clicked, this, [this] {
    if (JobRunner* job = jobs_.foremost()) job->stop();
  });
  connect(&jobs_, &JobList::changed, this, &StatusStrip::update_job);
  connect(&jobs_, &JobList::all_ended, this, &StatusStrip::update_job);
  connect(&jobs_, &JobList::messaged, this, [this](Severity severity, const QString& text) {
    if (severity == Severity::Warning) show_message(text);
  });
  connect(&jobs_, &JobList::failed, this, [this](const QString& title, const QString& text) {
    show_error(tr("%1 failed: %2").arg(title, text));
  });
  update_job();
}

void StatusStrip::set_summary(const QString& text) { summary_->setText(text); }
void StatusStrip::show_message(const QString& text) { message_->show_text(text, false); }
void StatusStrip::show_error(const QString& text) { message_->show_text(text, true); }
QString StatusStrip::message() const { return message_->text(); }

void StatusStrip::update_job() {
  const JobRunner* job = jobs_.foremost();
  for (QWidget* widget : std::initializer_list<QWidget*>{job_, bar_, pause_, stop_})
    widget->setVisible(job != nullptr);
  if (!job) return;
  const JobState state = job->state();
  QString text = job->title();
  if (state == JobState::Paused) text += tr(" (paused)");
  if (state == JobState::Stopping) text += tr(" (stopping)");
  const QString detail = progress_text(job->progress());
  if (!detail.isEmpty()) text += " · " + detail;
  job_->setText(text);
  bar_->setRange(0, static_cast<int>(job->progress().total));
  bar_->setValue(static_cast<int>(job->progress().done));
  pause_->setEnabled(state != JobState::Stopping);
  stop_->setEnabled(state != JobState::Stopping);
  pause_->setIcon(stroke_icon(state == JobState::Paused ? "play" : "pause"));
  pause_->setToolTip(state == JobState::Paused ? tr("Resume") : tr("Pause"));
}

}  // namespace penumbra::ui
