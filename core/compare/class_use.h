#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "base/job.h"
#include "project/project.h"

namespace penumbra::compare {

/// In how many images the label maps have each class.
struct ClassUse {
  std::map<int, std::int64_t> images;  ///< of a class value as it counts now, in any layer
  std::size_t read = 0;                ///< maps of which this is known
  std::size_t maps = 0;                ///< all that there are
};

/// Looks at the maps of all layers; those seen before and unchanged since are remembered in the
/// project's cache. `so_far` is called now and then, and at the end. A map that can't be read is
/// passed over. Throws Error, Cancelled.
void count_class_use(project::Project& project, JobControl& control,
                     const std::function<void(const ClassUse&)>& so_far);

}  // namespace penumbra::compare
