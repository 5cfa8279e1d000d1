#pragma once

#include <cstdint>

#include "base/job.h"
#include "train/trainer.h"

namespace penumbra::train {

/// What a run takes on this machine, told from a few steps of it.
struct RunEstimate {
  double step_seconds = 0;
  double start_seconds = 0;       ///< closed-form start and instant labels
  double validation_seconds = 0;  ///< all of them
  double preview_seconds = 0;     ///< likewise
  double total_seconds = 0;
  std::int64_t memory_bytes = 0;     ///< most that it took beside what was taken before
  std::int64_t available_bytes = 0;  ///< free on the device before; 0: unknown
};

/// Tries the steps and what happens between them with networks of its own, on a few images of the
/// request, and works out the whole. Writes nothing but a temporary folder, and reads no weights:
/// they change no time. Throws UsageError, Error (too little memory, ...), Cancelled.
RunEstimate estimate_run(const RunRequest& request, JobControl& control, ProgressSink& progress);

}  // namespace penumbra::train
