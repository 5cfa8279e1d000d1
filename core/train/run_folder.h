#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/file_lock.h"
#include "train/options.h"

namespace penumbra::train {

/// Where things are in a run folder.
struct RunFolder {
  std::filesystem::path root;

  std::filesystem::path options() const { return root / "options.json"; }
  std::filesystem::path origin() const { return root / "origin.json"; }
  std::filesystem::path agreement() const { return root / "agreement.json"; }  ///< see agreement.h
  std::filesystem::path metrics() const { return root / "metrics.jsonl"; }
  std::filesystem::path lock() const { return root / "lock"; }  ///< of who trains it now
  std::filesystem::path log() const { return root / "log.txt"; }
  std::filesystem::path checkpoints() const { return root / "checkpoints"; }
  std::filesystem::path best() const { return checkpoints() / "best.json"; }
  std::filesystem::path previews() const { return root / "previews"; }
  std::filesystem::path features() const { return root / "features"; }  ///< of the closed form
  std::filesystem::path labels() const { return root / "labels"; }      ///< instant labels
};

/// Throws UsageError where `root` holds something already.
void require_new_run_folder(const std::filesystem::path& root);

/// Makes a run folder with options.json. Throws UsageError where `root` holds something already,
/// Error where it can't be written.
RunFolder create_run_folder(const std::filesystem::path& root, const TrainOptions& options);

/// Opens a run folder to go on with. Throws UsageError where it is none, or where `options` are not
/// those that it was made with, naming each.
RunFolder open_run_folder(const std::filesystem::path& root, const TrainOptions& options);

/// To be held while the run is trained. Throws Error where another program does that now.
FileLock lock_run(const RunFolder& run);

/// The options of a run. Throws Error where the folder is none of a run.
TrainOptions read_run_options(const std::filesystem::path& root);

struct Checkpoint {
  std::int64_t step = 0;
  std::filesystem::path file;
};

/// checkpoints/step-NNNNNN.safetensors.
std::filesystem::path checkpoint_file(const RunFolder& run, std::int64_t step);

/// Those there are, by rising step.
std::vector<Checkpoint> list_checkpoints(const std::filesystem::path& root);
std::optional<std::filesystem::path> last_checkpoint(const std::filesystem::path& root);

/// The run folder that a checkpoint file lies in; empty where it lies in none.
std::filesystem::path run_of_checkpoint(const std::filesystem::path& checkpoint);

/// The checkpoint with the best validation so far.
struct BestCheckpoint {
  std::int64_t step = 0;
  double miou = 0;  ///< percent
  std::filesystem::path file;
};
std::optional<BestCheckpoint> best_checkpoint(const std::filesystem::path& root);
/// Throws Error.
void write_best(const RunFolder& run, std::int64_t step, double miou);

/// Removes all checkpoints but the last `keep` and the best.
void prune_checkpoints(const RunFolder& run, std::size_t keep = 3);

}  // namespace penumbra::train
