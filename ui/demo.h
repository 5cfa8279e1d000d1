#pragma once

#include <filesystem>
#include <optional>

#include "base/job.h"
#include "dataset/dataset.h"

namespace penumbra::ui {

/// Where the demo's scenes are kept: the user's cache.
std::filesystem::path demo_folder();

/// Draws the demo's scenes into `folder` unless they are there. Throws Error, Cancelled; then
/// nothing is left in `folder`.
void prepare_demo(const std::filesystem::path& folder, JobControl& control, ProgressSink& progress);

/// Whether a data set is one of the demo's, wherever it lies: it has the demo's classes.
bool shows_demo_scenes(const dataset::Dataset& dataset);

/// The small encoder that comes with Penumbra: beside the program's data or in the source tree.
std::optional<std::filesystem::path> demo_encoder();

}  // namespace penumbra::ui
