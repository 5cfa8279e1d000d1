#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/job.h"

namespace penumbra::ui {

/// One job: core code on a thread of its own, at lowered priority. Lives on the window's thread,
/// which hears of it by signals, at most 25 times a second however fast the job reports.
class JobRunner : public QObject {
  Q_OBJECT

 public:
  using Work = std::function<void(JobControl&, ProgressSink&)>;

  explicit JobRunner(QString title, QObject* parent = nullptr);
  /// Stops the job and waits for the end of its current step.
  ~JobRunner() override;

  /// Starts `work`. To be called once.
  void start(Work work);
  void pause();
  void resume();
  /// Ends the job within one step; a paused one, too.
  void stop();

  const QString& title() const { return title_; }
  JobState state() const { return state_; }
  bool active() const;
  const Progress& progress() const { return progress_; }
  /// The error's text where the job failed.
  const QString& failure() const { return failure_; }

 Q_SIGNALS:
  void stateChanged();
  void progressed();
  void messaged(penumbra::Severity severity, const QString& text);
  /// The last signal: Done, Cancelled or Failed.
  void finished();

 private:
  class Mailbox;

  void set_state(JobState state);
  void drain();
  void end(const JobOutcome& outcome);

  QString title_;
  JobState state_ = JobState::Idle;
  Progress progress_;
  QString failure_;
  std::unique_ptr<JobControl> control_;
  std::unique_ptr<Mailbox> mailbox_;
  std::jthread thread_;
};

}  // namespace penumbra::ui
