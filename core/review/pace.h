#pragma once

#include <cstdint>

#include "project/project.h"

namespace penumbra::review {

/// Longer than this without a review or an edit, a person was away.
inline constexpr std::int64_t idle_ms = 5 * 60'000;

/// Images an hour, of the last 30 that were reviewed one by one; times that a person was away do
/// not count. 0: too few were reviewed to say.
double images_an_hour(const project::Project& project);

}  // namespace penumbra::review
