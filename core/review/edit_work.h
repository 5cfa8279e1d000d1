#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/job.h"
#include "project/catalogue.h"

namespace penumbra::review {

/// Pixels that got a label and that lost it.
struct LabelChange {
  std::int64_t became = 0;
  std::int64_t ceased = 0;
  bool operator==(const LabelChange&) const = default;
};

/// What operations on label maps have done.
struct EditWork {
  std::int64_t images = 0;
  std::int64_t strokes = 0;           ///< operations
  std::map<int, LabelChange> pixels;  ///< by label: a class value as it counts now, 0 or 255
};

/// The operations that count and were made after `after` and until `until` (milliseconds since
/// 1970), of all images or of one: each image as it was before the first of them against after the
/// last. What was undone does not count. Images whose files can't be read count without pixels.
/// Throws Cancelled.
EditWork edit_work(project::Project& project, std::int64_t after, std::int64_t until,
                   JobControl& control, std::optional<project::ImageId> only = std::nullopt);

}  // namespace penumbra::review
