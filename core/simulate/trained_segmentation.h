#pragma once

#include <filesystem>

#include "base/job.h"
#include "device/options.h"
#include "label/labeler.h"
#include "project/project_data.h"
#include "train/options.h"

namespace penumbra::simulate {

/// Runs that follow each other, each from the one before and on more evidence.
struct TrainingOptions {
  train::TrainOptions options;  ///< of each run
  label::ModelFiles start;      ///< of the first run: weights, a run or a checkpoint
  std::filesystem::path runs;   ///< where they are kept, as 1, 2, ...
  device::DeviceOptions device;
};

/// Trains run `number` (from 1) on all tagged images of the project and on what is said of them
/// now; one that was stopped goes on, one that has ended is taken as it is. Throws Error,
/// Cancelled.
void train_from_evidence(project::Project& project, const TrainingOptions& training, int number,
                         JobControl& control, ProgressSink& progress);

/// mIoU (0..1) of the segmentation of run `number` over images that have truth, their tags known.
double trained_miou(const dataset::Dataset& images, const TrainingOptions& training, int number,
                    JobControl& control, ProgressSink& progress);

}  // namespace penumbra::simulate
