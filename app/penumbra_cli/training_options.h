#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/penumbra_cli/session.h"
#include "device/options.h"
#include "train/trainer.h"

namespace penumbra::cli {

/// How to train, as it stands on the command line.
struct TrainingOptions {
  std::filesystem::path weights;
  std::string preset;
  std::vector<std::string> settings;
  bool resume = false;
  int previews = 6;
  bool estimate = false;
  device::DeviceOptions device;
};

/// --weights, --preset, --set, --resume, --previews, --estimate, --device and so on.
void add_training_options(CLI::App& command, TrainingOptions& options);

/// Throws UsageError for a preset or a setting that is none, before anything is read.
void check_training_options(const TrainingOptions& options, const std::filesystem::path& run);

/// Trains on what `request` holds (its data sets) into the run folder `run`, or estimates what that
/// takes, and answers.
void run_training(train::RunRequest request, const TrainingOptions& options,
                  const std::filesystem::path& run, Session& session);

}  // namespace penumbra::cli
