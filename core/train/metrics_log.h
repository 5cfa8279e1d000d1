#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/append_file.h"
#include "train/metrics.h"

namespace penumbra::train {

/// metrics.jsonl: one JSON object a line. A step has `step`, `loss`, `loss_<part>`,
/// `learning_rate`, `step_seconds`, `data_seconds`, `images_per_second`, `memory_bytes`; a
/// validation has `step`, `validation` (mIoU in percent by name), `tag_f1`, `validation_seconds`.
class MetricsLog {
 public:
  /// Goes on after `last_step`: what the file says of later steps is cut off first. Throws Error.
  explicit MetricsLog(const std::filesystem::path& file, std::int64_t last_step = 0);

  void add(const StepMetrics& metrics);        ///< throws Error
  void add(const ValidationMetrics& metrics);  ///< throws Error

 private:
  AppendFile file_;
};

/// What a run has written so far.
struct MetricsHistory {
  std::vector<StepMetrics> steps;
  std::vector<ValidationMetrics> validations;
};

/// Reads the metrics of a run folder; nothing where there are none yet. A last line that is cut
/// short is left out. Throws Error for a damaged file.
MetricsHistory read_metrics(const std::filesystem::path& run);

}  // namespace penumbra::train
