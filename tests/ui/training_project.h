#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <memory>
#include <string>

#include "dataset/dataset.h"
#include "dataset/demo_scenes.h"
#include "project/import.h"
#include "project/import_labels.h"
#include "project/project.h"

/// A project of a few of the demo's scenes with tags, truth and splits, in a folder that goes with
/// it.
class TrainingProject {
 public:
  explicit TrainingProject(int training = 8, int validation = 3) {
    using namespace penumbra;
    const std::filesystem::path root = folder_.path().toStdString();
    JobControl control;
    NoProgress silent;
    dataset::write_demo_scenes(
        root / "scenes",
        {.seed = 3, .training_images = training, .validation_images = validation, .threads = 2},
        control, silent);
    const auto data = dataset::read(root / "scenes", {}, control, silent);
    std::shared_ptr<project::Project> made = project::Project::create(root / "scenes.penumbra");
    project::import_images(*made, data, 2, control, silent);
    project::import_truth(*made, data, "truth", 2, control, silent);
    project_ = std::move(made);
  }

  const std::shared_ptr<penumbra::project::Project>& get() const { return project_; }
  std::filesystem::path runs() const { return project_->runs(); }
  std::filesystem::path folder() const { return folder_.path().toStdString(); }

 private:
  QTemporaryDir folder_;
  std::shared_ptr<penumbra::project::Project> project_;
};
