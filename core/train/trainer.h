#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/evidence_source.h"
#include "device/options.h"
#include "train/metrics.h"
#include "train/options.h"
#include "train/run_origin.h"

namespace penumbra::train {

/// What a run is made of.
struct RunRequest {
  dataset::Dataset training;    ///< images without tags are left out, with a message
  dataset::Dataset validation;  ///< may be empty
  /// Images whose CAM, uncertain region and pseudo-label are kept every `preview_every` steps (see
  /// previews.h). They change nothing of the training.
  std::vector<dataset::Item> previews;
  std::filesystem::path weights;  ///< pretrained encoder; empty: random
  /// A checkpoint, of ours or as published, whose student (and teacher, if it has one) the run
  /// starts from, with a fresh optimiser and without the closed-form start. In place of `weights`.
  std::filesystem::path from{};
  std::filesystem::path run_folder;
  TrainOptions options;
  device::DeviceOptions device;
  std::optional<RunOrigin> origin{};  ///< written into the run folder
  /// What people said of the training images. It is taken as it stands at each pass over them: a
  /// run that goes on learns from what is said then.
  dataset::EvidenceSource evidence{};
  bool resume = false;  ///< continue from the last checkpoint; options must agree
};

struct RunResult {
  std::int64_t steps = 0;
  double seconds = 0;
  std::filesystem::path last_checkpoint;
};

/// The first `count` images of the validation set, or of the training set where that is empty.
std::vector<dataset::Item> first_previews(const dataset::Dataset& training,
                                          const dataset::Dataset& validation, std::size_t count);

/// Trains on the caller's thread. A run folder holds options.json, metrics.jsonl, TensorBoard
/// events, checkpoints/, previews/ and log.txt.
class Trainer {
 public:
  /// Checks the request. Throws UsageError or Error; nothing is written then.
  explicit Trainer(RunRequest request);
  ~Trainer();

  /// Runs to the end, or until `control` stops it (throws Cancelled after writing a checkpoint).
  /// Throws Error where the run fails, the last good checkpoint stays then, or where another
  /// program trains it.
  RunResult run(JobControl& control, ProgressSink& progress, TrainObserver* observer = nullptr);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::train
