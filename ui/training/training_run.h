#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "train/metrics_log.h"
#include "train/options.h"
#include "ui/jobs/job_runner.h"
#include "ui/training/run_request.h"

namespace penumbra::ui {

class JobList;

/// A run in the background: starts it as a job and brings its numbers to the window's thread, in
/// batches, ten times a second.
class TrainingRun : public QObject {
  Q_OBJECT

 public:
  explicit TrainingRun(JobList& jobs, QObject* parent = nullptr);
  ~TrainingRun() override;

  /// Starts or goes on with a run. To be called while none is active.
  void start(std::shared_ptr<project::Project> project, RunPlan plan);
  void pause();
  void resume();
  void stop();

  bool active() const { return job_ != nullptr; }
  JobState state() const;
  const Progress& progress() const { return progress_; }
  /// Why the last run failed; empty if it did not.
  const QString& failure() const { return failure_; }
  const std::filesystem::path& folder() const { return folder_; }
  const train::TrainOptions& options() const { return options_; }
  /// Whether the last run started from the networks of another one.
  bool fine_tunes() const { return fine_tunes_; }

 Q_SIGNALS:
  void stateChanged();
  void progressed();
  /// What a run that goes on had told before.
  void resumed(const penumbra::train::MetricsHistory& history);
  void stepped(const std::vector<penumbra::train::StepMetrics>& metrics);
  void validated(const penumbra::train::ValidationMetrics& metrics);
  /// The run folder has a new last checkpoint.
  void checkpointWritten();

 private:
  class Numbers;

  void collect();
  void look_for_checkpoint();
  void ended();

  JobList& jobs_;
  JobRunner* job_ = nullptr;  ///< the active one
  JobState state_ = JobState::Idle;
  Progress progress_;
  QString failure_;
  std::filesystem::path folder_;
  train::TrainOptions options_;
  bool fine_tunes_ = false;
  std::filesystem::path checkpoint_;  ///< the last one told
  std::shared_ptr<Numbers> numbers_;
  QTimer numbers_timer_;
  QTimer checkpoint_timer_;
};

}  // namespace penumbra::ui
