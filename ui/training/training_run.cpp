#include "ui/training/training_run.h"

#include <mutex>
#include <optional>
#include <utility>

#include "base/error.h"
#include "label/live_agreement.h"
#include "train/run_folder.h"
#include "train/trainer.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {

namespace {

/// What stays of a run when it goes on from its last checkpoint.
train::MetricsHistory history_of(const std::filesystem::path& run) {
  const auto checkpoints = train::list_checkpoints(run);
  const auto last = checkpoints.empty() ? 0 : checkpoints.back().step;
  train::MetricsHistory history;
  try {
    history = train::read_metrics(run);
  } catch (const Error&) {
    return history;  // the run itself leaves damaged lines out
  }
  std::erase_if(history.steps, [last](const auto& step) { return step.step > last; });
  std::erase_if(history.validations, [last](const auto& each) { return each.step > last; });
  return history;
}

}  // namespace

/// Holds what the run reports until the window's thread takes it.
class TrainingRun::Numbers : public train::TrainObserver {
 public:
  struct Content {
    std::optional<train::MetricsHistory> history;
    std::vector<train::StepMetrics> steps;
    std::vector<train::ValidationMetrics> validations;
  };

  void set_history(train::MetricsHistory history) {
    std::lock_guard lock(mutex_);
    content_.history = std::move(history);
  }
  void on_step(const train::StepMetrics& metrics) override {
    std::lock_guard lock(mutex_);
    content_.steps.push_back(metrics);
  }
  void on_validation(const train::ValidationMetrics& metrics) override {
    std::lock_guard lock(mutex_);
    content_.validations.push_back(metrics);
  }
  Content take() {
    std::lock_guard lock(mutex_);
    return std::exchange(content_, {});
  }

 private:
  std::mutex mutex_;
  Content content_;
};

TrainingRun::TrainingRun(JobList& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {
  numbers_timer_.setInterval(100);
  connect(&numbers_timer_, &QTimer::timeout, this, &TrainingRun::collect);
  checkpoint_timer_.setInterval(1000);
  connect(&checkpoint_timer_, &QTimer::timeout, this, &TrainingRun::look_for_checkpoint);
}

TrainingRun::~TrainingRun() = default;

void TrainingRun::start(std::shared_ptr<project::Project> project, RunPlan plan) {
  Q_ASSERT(!job_);
  folder_ = plan.run_folder;
  options_ = plan.options;
  fine_tunes_ = !plan.origin.from.empty();
  checkpoint_ = train::last_checkpoint(folder_).value_or("");
  failure_.clear();
  progress_ = {};
  numbers_ = std::make_shared<Numbers>();
  const QString title = tr("Run %1").arg(QString::fromStdString(folder_.filename().string()));
  job_ = &jobs_.start(title, [project = std::move(project), plan = std::move(plan),
                              numbers = numbers_](JobControl& control, ProgressSink& progress) {
    progress.progress({"reading the images", 0, 0, -1});
    if (plan.resume) numbers->set_history(history_of(plan.run_folder));
    auto request = make_request(*project, plan);
    request.device.threads = background_threads();
    const auto device = request.device;
    train::Trainer(std::move(request)).run(control, progress, numbers.get());
    if (plan.origin.from.empty()) return;
    const auto agreement =
        label::compare_with_start(*project, plan.run_folder, device, control, progress);
    progress.message(Severity::Info, train::to_text(agreement));
  });
  connect(job_, &JobRunner::stateChanged, this, [this] {
    if (!job_ || !job_->active()) return;  // the end is told by ended()
    state_ = job_->state();
    Q_EMIT stateChanged();
  });
  connect(job_, &JobRunner::progressed, this, [this] {
    progress_ = job_->progress();
    Q_EMIT progressed();
  });
  connect(job_, &JobRunner::finished, this, &TrainingRun::ended);
  state_ = JobState::Running;
  numbers_timer_.start();
  checkpoint_timer_.start();
  Q_EMIT stateChanged();
}

void TrainingRun::pause() {
  if (job_) job_->pause();
}
void TrainingRun::resume() {
  if (job_) job_->resume();
}
void TrainingRun::stop() {
  if (job_) job_->stop();
}

JobState TrainingRun::state() const { return state_; }

void TrainingRun::collect() {
  const Numbers::Content content = numbers_->take();
  if (content.history) Q_EMIT resumed(*content.history);
  if (!content.steps.empty()) Q_EMIT stepped(content.steps);
  for (const auto& validation : content.validations) Q_EMIT validated(validation);
}

void TrainingRun::look_for_checkpoint() {
  const auto last = train::last_checkpoint(folder_);
  if (!last || *last == checkpoint_) return;
  checkpoint_ = *last;
  Q_EMIT checkpointWritten();
}

void TrainingRun::ended() {
  numbers_timer_.stop();
  checkpoint_timer_.stop();
  collect();
  look_for_checkpoint();
  failure_ = job_->failure();
  state_ = job_->state();
  job_ = nullptr;
  Q_EMIT stateChanged();
}

}  // namespace penumbra::ui
