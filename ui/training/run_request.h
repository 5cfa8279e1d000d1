#pragma once

#include <memory>
#include <vector>

#include "project/catalogue.h"
#include "project/project.h"
#include "train/trainer.h"

namespace penumbra::ui {

/// What a run in a project is made of, before its images are read.
struct RunPlan {
  std::filesystem::path run_folder;
  train::RunOrigin origin;
  train::TrainOptions options;
  /// Images that are shown while it trains; empty: the first of those validated or trained on.
  std::vector<project::ImageId> previews;
  bool resume = false;
};

/// How many images are previewed where none were chosen.
inline constexpr std::size_t usual_previews = 6;

/// Reads the images from the project's catalogue: for a job's thread. `project` must outlive what
/// is made of it. Throws Error where nothing is found.
train::RunRequest make_request(project::Project& project, const RunPlan& plan);

}  // namespace penumbra::ui
