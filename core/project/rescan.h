#pragma once

#include "project/import.h"

namespace penumbra::project {

struct RescanSummary {
  ImportSummary images;
  std::int64_t missing = 0;  ///< in the project, but not where they were
};

/// Looks at every folder of photos again: finds those that are new, changed or gone, and those that
/// have moved within the folders, which keep their labels. Throws Error, Cancelled.
RescanSummary rescan(Project& project, int threads, JobControl& control, ProgressSink& progress);

}  // namespace penumbra::project
