#pragma once

#include <cstdint>

#include "project/project.h"

namespace penumbra::project {

/// What a person did in a project, as the catalogue has it.
struct RecentWork {
  std::int64_t edits = 0;    ///< operations on label maps
  std::int64_t images = 0;   ///< on which those were
  std::int64_t changes = 0;  ///< of tags and classes
};

/// Since a moment, in milliseconds since 1970.
RecentWork work_since(const Project& project, std::int64_t moment);

}  // namespace penumbra::project
