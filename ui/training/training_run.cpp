#include "ui/training/training_run.h"

#include <mutex>
#include <utility>

#include "train/run_folder.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {

/// Holds what the run reports until the window's thread takes it.
class TrainingRun::Numbers : public train::TrainObserver {
 public:
  struct Content {
    std::vector<train::StepMetrics> steps;
    std::vector<train::ValidationMetrics> validations;
  };

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

void TrainingRun::start(train::RunRequest request) {
  Q_ASSERT(!job_);
  folder_ = request.run_folder;
  checkpoint_ = train::last_checkpoint(folder_).value_or("");
  failure_.clear();
  progress_ = {};
  numbers_ = std::make_shared<Numbers>();
  if (request.device.threads == 0) request.device.threads = background_threads();
  const QString title = "Run " + QString::fromStdString(folder_.filename().string());
  job_ = &jobs_.start(title, [request = std::move(request), numbers = numbers_](
                                 JobControl& control, ProgressSink& progress) mutable {
    train::Trainer(std::move(request)).run(control, progress, numbers.get());
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
