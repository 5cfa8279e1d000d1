#pragma once

#include <filesystem>
#include <optional>

#include "base/job.h"
#include "device/options.h"
#include "project/project.h"
#include "train/agreement.h"

namespace penumbra::label {

/// What a run of a project that fine-tuned (RunOrigin::from) has brought: live labels of its images
/// with the features of its start and with its own, each made without the evidence that is held out
/// (project::is_held_out), and compared with that. Kept in the run folder (train::Agreement).
/// Computes features that are missing in the project's cache. Nothing where no evidence of its
/// images is held out. Throws Error, Cancelled.
std::optional<train::Agreement> compare_with_start(project::Project& project,
                                                   const std::filesystem::path& run,
                                                   const device::DeviceOptions& device,
                                                   JobControl& control, ProgressSink& progress);

}  // namespace penumbra::label
