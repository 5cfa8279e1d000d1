#pragma once

#include <cstdint>

#include "base/job.h"
#include "dataset/dataset.h"
#include "project/project.h"

namespace penumbra::project {

struct ImportSummary {
  std::int64_t added = 0;
  std::int64_t known = 0;    ///< were there before
  std::int64_t changed = 0;  ///< were there with another content
  std::int64_t moved = 0;    ///< had been missing, and were found again by their content
  std::int64_t broken = 0;   ///< can't be used; they are in the project with the reason
};

/// Brings the images of a data set into the project: classes, photos with size, time and hash,
/// tags and splits. Photos stay where they are. What is there already keeps its tags and labels, so
/// that an import that was stopped, or killed, is completed by doing it again. Throws Error,
/// Cancelled; what was imported until then stays.
ImportSummary import_images(Project& project, const dataset::Dataset& dataset, int threads,
                            JobControl& control, ProgressSink& progress);

}  // namespace penumbra::project
