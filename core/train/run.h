#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>

#include "base/job.h"
#include "train/event_file.h"
#include "train/loader.h"
#include "train/metrics_log.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/run_state.h"
#include "train/train_step.h"
#include "train/trainer.h"

namespace penumbra::train {

/// A run from its first step, or the one after its last checkpoint, to its end, in a folder that is
/// there already.
class Run {
 public:
  /// All but observer must outlive it.
  Run(const RunRequest& request, RunState& state, JobControl& control, RunLog& log,
      TrainObserver* observer);

  /// Throws Cancelled after writing a checkpoint, Error.
  RunResult train();

 private:
  void start_or_resume();
  void start_in_closed_form();
  dataset::EvidenceSource evidence_source();
  std::int64_t round_start(int round) const;
  void train_rounds();
  LabelSource label_source(int round);
  void train_until(std::int64_t last, LabelSource labels);
  void take_step(Batch& batch, StepMetrics& metrics);
  void write(const StepMetrics& metrics);
  void tell_broken(const Batch& batch);
  bool validation_due() const;
  void validate_if_due();
  void preview_if_due();
  void keep_if_best(const ValidationMetrics& metrics);
  void checkpoint();

  const RunRequest& request_;
  const TrainOptions& options_;
  RunState& state_;
  JobControl& control_;
  RunLog& log_;
  TrainObserver* observer_;
  RunFolder folder_;
  dataset::EvidenceSource evidence_;  ///< empty where nothing is learned from it

  std::optional<TrainStep> train_step_;
  std::optional<MetricsLog> metrics_;
  std::optional<EventFile> events_;
  std::int64_t step_ = 0;                 ///< steps done
  std::int64_t checkpoint_step_ = -1;     ///< of the last checkpoint
  std::set<std::filesystem::path> told_;  ///< broken images that were reported
};

}  // namespace penumbra::train
