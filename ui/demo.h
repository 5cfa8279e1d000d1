#pragma once

#include <filesystem>
#include <optional>

#include "base/job.h"

namespace penumbra::ui {

/// Where the demo's scenes are kept: the user's cache.
std::filesystem::path demo_folder();

/// Draws the demo's scenes into `folder` unless they are there. Throws Error, Cancelled; then
/// nothing is left in `folder`.
void prepare_demo(const std::filesystem::path& folder, JobControl& control, ProgressSink& progress);

/// The small encoder that comes with Penumbra: beside the program's data or in the source tree.
std::optional<std::filesystem::path> demo_encoder();

}  // namespace penumbra::ui
