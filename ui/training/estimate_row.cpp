#include "ui/training/estimate_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <optional>

#include "base/error.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"
#include "ui/theme/appearance.h"
#include "ui/training/memory_text.h"

namespace penumbra::ui {

EstimateRow::EstimateRow(JobList& jobs, std::function<RunPlan()> plan, QWidget* parent)
    : QWidget(parent), jobs_(jobs), plan_(std::move(plan)) {
  button_ = new QPushButton(tr("Estimate"), this);
  button_->setObjectName("estimate");
  result_ = new QLabel(this);
  result_->setObjectName("estimateResult");
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px);
  row->addWidget(button_, 0, Qt::AlignTop);
  row->addWidget(result_, 1);
  connect(button_, &QPushButton::clicked, this, &EstimateRow::start);
  forget();
}

void EstimateRow::set_project(std::shared_ptr<project::Project> project) {
  project_ = std::move(project);
  forget();
}

void EstimateRow::forget() {
  ++asked_;
  if (job_) job_->stop();
  result_->setText(tr("Time and memory, from three steps"));
  update_button();
}

void EstimateRow::set_allowed(bool allowed) {
  allowed_ = allowed;
  update_button();
}

void EstimateRow::update_button() {
  button_->setEnabled(allowed_ && project_ && !job_);
  button_->setToolTip(
      allowed_ ? tr("Try three steps, to tell how long the run takes and how much memory")
               : tr("Not while a run is under way: both would be slower"));
}

void EstimateRow::start() {
  RunPlan plan;
  try {
    plan = plan_();
  } catch (const Error& error) {
    result_->setText(problem_text(error));
    return;
  }
  const int question = ++asked_;
  const auto steps = plan.options.steps;
  auto estimate = std::make_shared<std::optional<train::RunEstimate>>();
  job_ = &jobs_.start(tr("Estimate"), [project = project_, plan, estimate](JobControl& control,
                                                                           ProgressSink& progress) {
    auto request = make_request(*project, plan);
    request.device.threads = background_threads();
    *estimate = train::estimate_run(request, control, progress);
  });
  result_->setText(tr("Trying three steps…"));
  update_button();
  connect(job_, &JobRunner::finished, this, [this, question, steps, estimate, job = job_.data()] {
    job_.clear();
    update_button();
    if (question != asked_) return;
    if (*estimate)
      show_estimate(**estimate, steps);
    else
      result_->setText(job->failure().isEmpty() ? tr("Stopped") : job->failure());
  });
}

void EstimateRow::show_estimate(const train::RunEstimate& estimate, std::int64_t steps) {
  QString text = tr("%1 s a step: %2 for %3 steps")
                     .arg(QLocale().toString(estimate.step_seconds, 'g', 2),
                          duration_text(estimate.total_seconds), number_text(steps));
  const double between =
      estimate.start_seconds + estimate.validation_seconds + estimate.preview_seconds;
  if (between > 0.02 * estimate.total_seconds)
    text += tr(", of which %1 for the start, validation and previews").arg(duration_text(between));
  text += tr(". Memory: %1").arg(memory_text(estimate.memory_bytes));
  if (estimate.available_bytes > 0)
    text += tr(" of %1 free").arg(memory_text(estimate.available_bytes));
  result_->setText(text);
}

}  // namespace penumbra::ui
