#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace penumbra::train {

/// One training step, as written to metrics.jsonl.
struct StepMetrics {
  std::int64_t step = 0;  ///< 1 after the first
  double loss = 0;
  std::map<std::string, double> parts;  ///< unweighted loss by part: classification, affinity, ...
  double learning_rate = 0;             ///< of the encoder groups
  double step_seconds = 0;              ///< waiting for data included
  double data_seconds = 0;              ///< of which waiting for data
  double images_per_second = 0;
  std::int64_t memory_bytes = 0;  ///< resident set
};

/// One validation during training.
struct ValidationMetrics {
  std::int64_t step = 0;
  /// mIoU in percent by "student_cam", "student_aux_cam", "student_segmentation", "teacher_...".
  std::map<std::string, double> miou;
  double tag_f1 = 0;  ///< of the student, 0..1
  double seconds = 0;
};

/// Where a run reports its numbers to. Called on the run's thread.
class TrainObserver {
 public:
  virtual ~TrainObserver() = default;
  virtual void on_step(const StepMetrics& metrics) = 0;
  virtual void on_validation(const ValidationMetrics& metrics) = 0;
};

}  // namespace penumbra::train
