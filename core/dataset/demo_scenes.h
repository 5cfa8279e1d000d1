#pragma once

#include <cstdint>
#include <filesystem>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/scene.h"

namespace penumbra::dataset {

/// bear, zebra, house, bush, pond, turtle, ball, crate.
const Classes& demo_classes();

/// A scene of one to four things of the demo's classes, 160 x 120 to 224 x 168 px, some of them
/// small, overlapping and cut off by the frame. The same seed gives the same bytes.
Scene demo_scene(std::uint64_t seed);

struct DemoOptions {
  std::uint64_t seed = 1;
  int training_images = 240;
  int validation_images = 60;
  int threads = 2;
};

/// Writes a data set in the layout of PASCAL VOC with its own labels.txt (class names, background
/// first): lists "train" (tags alone) and "val" (tags and masks). The folder must be new or empty.
/// Throws Error, Cancelled.
void write_demo_scenes(const std::filesystem::path& folder, const DemoOptions& options,
                       JobControl& control, ProgressSink& progress);

}  // namespace penumbra::dataset
