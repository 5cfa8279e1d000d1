#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/penumbra_cli/session.h"
#include "device/options.h"
#include "train/agreement.h"
#include "train/trainer.h"

namespace penumbra::cli {

/// How to train, as it stands on the command line.
struct TrainingOptions {
  std::filesystem::path weights;
  std::filesystem::path from;  ///< run folder or checkpoint
  std::string preset;
  std::int64_t steps = 0;  ///< 0: the preset's
  std::vector<std::string> settings;
  bool resume = false;
  int previews = 6;
  bool estimate = false;
  device::DeviceOptions device;
};

/// --weights, --from, --preset, --steps, --set, --resume, --previews, --estimate, --device and so
/// on.
void add_training_options(CLI::App& command, TrainingOptions& options);

/// Throws UsageError for a preset or a setting that is none, before anything is read.
void check_training_options(const TrainingOptions& options, const std::filesystem::path& run);

/// The checkpoint that a run starts from: a file, or the last one of a run folder; empty where none
/// is asked for. Throws Error where there is none.
std::filesystem::path start_checkpoint(const std::filesystem::path& from);

/// Measures a run that ended.
using Measure = std::function<std::optional<train::Agreement>()>;

/// Trains on what `request` holds (its data sets, evidence and checkpoint to start from) into the
/// run folder `run`, or estimates what that takes, and answers. measure: of what is to be answered,
/// too, after training.
void run_training(train::RunRequest request, const TrainingOptions& options,
                  const std::filesystem::path& run, Session& session, const Measure& measure = {});

}  // namespace penumbra::cli
