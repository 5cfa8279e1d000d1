#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "train/options.h"
#include "train/run_folder.h"

namespace penumbra::train {

/// A run in a few words, as a list shows it.
struct RunSummary {
  std::filesystem::path folder;
  TrainOptions options;
  std::int64_t steps_done = 0;         ///< as far as its metrics go
  bool has_checkpoint = false;         ///< can label
  std::optional<BestCheckpoint> best;  ///< where it was validated
  bool running = false;                ///< some program trains it now
  /// When its metrics were written last; nothing where it has none yet.
  std::optional<std::filesystem::file_time_type> written;

  bool finished() const { return steps_done >= options.steps; }
};

/// Reads as little as it can, however long the run. Throws Error where the folder is none of a run,
/// or damaged.
RunSummary summarise_run(const std::filesystem::path& run);

/// The runs in a folder of runs, by name (run-2 before run-10). Those that can't be read are left
/// out.
std::vector<RunSummary> list_runs(const std::filesystem::path& folder);

}  // namespace penumbra::train
