#pragma once

#include <cstdint>
#include <filesystem>

#include "dataset/dataset.h"
#include "train/options.h"
#include "train/run_folder.h"
#include "train/run_state.h"
#include "train/train_step.h"

namespace penumbra::train {

/// Writes what a run needs to go on (student, teacher, moments, centres) after `step` steps, with
/// the step, the options and the class names in the file's metadata; keeps the last three and the
/// best. Atomic. Throws Error.
std::filesystem::path write_checkpoint(const RunFolder& run, const TrainStep& state,
                                       std::int64_t step, const TrainOptions& options,
                                       const dataset::Classes& classes);

/// Loads a checkpoint of this run; returns its step. Throws Error where it does not fit, or was
/// trained on other classes.
std::int64_t load_checkpoint(const std::filesystem::path& file, TrainStep& state,
                             const dataset::Classes& classes);

/// Loads the networks of a checkpoint, of ours or as published, into those of another run; a
/// teacher that it does not hold becomes a copy of the student. Throws Error where it does not fit,
/// or says that it was trained on other classes.
void load_networks(const std::filesystem::path& file, RunState& state,
                   const dataset::Classes& classes);

}  // namespace penumbra::train
