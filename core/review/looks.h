#pragma once

#include <cstdint>

#include "base/job.h"
#include "project/catalogue.h"

/// What a person says of an image of the queue.
namespace penumbra::review {

/// Marks the image as reviewed. second: it was already, and this ends its second look.
/// now: milliseconds since 1970.
void finish(project::Project& project, project::ImageId image, bool second, std::int64_t now);

/// Takes back the last `finish` of the image, or another mark as reviewed.
void take_back(project::Project& project, project::ImageId image);

/// Counts what second looks changed that ended until `until` (milliseconds since 1970): pixels
/// whose label the operations between the two looks changed. Of operations that were undone and
/// overwritten since the first look nothing is known. Throws Cancelled.
void count_changes(project::Project& project, std::int64_t until, JobControl& control);

}  // namespace penumbra::review
