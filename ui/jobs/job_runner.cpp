#include "ui/jobs/job_runner.h"

#include <QTimer>
#include <chrono>

#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {
namespace {
constexpr std::chrono::milliseconds report_interval{40};
}

/// Keeps the latest progress and all messages until the window's thread takes them. One wake-up is
/// under way at most.
class JobRunner::Mailbox : public ProgressSink {
 public:
  struct Content {
    std::optional<Progress> progress;
    std::vector<std::pair<Severity, std::string>> messages;
  };

  explicit Mailbox(JobRunner& runner) : runner_(runner) {}

  void progress(const Progress& progress) override {
    {
      std::lock_guard lock(mutex_);
      content_.progress = progress;
    }
    wake();
  }

  void message(Severity severity, const std::string& text) override {
    {
      std::lock_guard lock(mutex_);
      content_.messages.emplace_back(severity, text);
    }
    wake();
  }

  Content take() {
    pending_ = false;
    std::lock_guard lock(mutex_);
    return std::exchange(content_, {});
  }

 private:
  void wake() {
    if (pending_.exchange(true)) return;
    QMetaObject::invokeMethod(
        &runner_,
        [this] { QTimer::singleShot(report_interval, &runner_, [this] { runner_.drain(); }); },
        Qt::QueuedConnection);
  }

  JobRunner& runner_;
  std::atomic<bool> pending_{false};
  std::mutex mutex_;
  Content content_;
};

JobRunner::JobRunner(QString title, QObject* parent)
    : QObject(parent),
      title_(std::move(title)),
      control_(std::make_unique<JobControl>()),
      mailbox_(std::make_unique<Mailbox>(*this)) {}

JobRunner::~JobRunner() {
  control_->request_stop();
  if (thread_.joinable()) thread_.join();
}

bool JobRunner::active() const {
  return state_ == JobState::Running || state_ == JobState::Paused || state_ == JobState::Stopping;
}

void JobRunner::start(Work work) {
  Q_ASSERT(state_ == JobState::Idle);
  set_state(JobState::Running);
  thread_ = std::jthread([this, work = std::move(work)]() mutable {
    lower_thread_priority();
    JobOutcome outcome = run_job([&] { work(*control_, *mailbox_); });
    work = {};  // what the job holds goes before its end is told
    QMetaObject::invokeMethod(
        this, [this, outcome = std::move(outcome)] { end(outcome); }, Qt::QueuedConnection);
  });
}

void JobRunner::pause() {
  if (state_ != JobState::Running) return;
  control_->pause();
  set_state(JobState::Paused);
}

void JobRunner::resume() {
  if (state_ != JobState::Paused) return;
  control_->resume();
  set_state(JobState::Running);
}

void JobRunner::stop() {
  if (state_ != JobState::Running && state_ != JobState::Paused) return;
  control_->request_stop();
  set_state(JobState::Stopping);
}

void JobRunner::set_state(JobState state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged();
}

void JobRunner::drain() {
  const Mailbox::Content content = mailbox_->take();
  for (const auto& [severity, text] : content.messages)
    Q_EMIT messaged(severity, QString::fromStdString(text));
  if (content.progress) {
    progress_ = *content.progress;
    Q_EMIT progressed();
  }
}

void JobRunner::end(const JobOutcome& outcome) {
  drain();
  failure_ = QString::fromStdString(outcome.message);
  set_state(outcome.state);
  Q_EMIT finished();
}

}  // namespace penumbra::ui
