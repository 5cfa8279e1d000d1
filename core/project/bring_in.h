#pragma once

#include <cstdint>
#include <string>

#include "base/job.h"
#include "dataset/dataset.h"
#include "project/import.h"
#include "project/project.h"

namespace penumbra::project {

struct BroughtIn {
  ImportSummary images;
  std::int64_t truth = 0;  ///< images whose ground truth came into the layer
};

/// Brings a data set into the project: its images, and their ground truth into the layer
/// `truth_layer`, which is made where it is needed. Until it is done the project remembers it as
/// its pending import; stopped or killed, it is completed by doing it again. Throws Error,
/// Cancelled.
BroughtIn bring_in(Project& project, const dataset::Dataset& dataset,
                   const std::string& truth_layer, int threads, JobControl& control,
                   ProgressSink& progress);

}  // namespace penumbra::project
