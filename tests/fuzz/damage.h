#pragma once

#include <string>
#include <string_view>

#include "fuzz/targets.h"

namespace penumbra::fuzz {

void feed(Target target, std::string_view bytes);

/// Feeds `good`, then `rounds` copies of it that are cut off, or have bytes changed, left out or
/// repeated. PENUMBRA_FUZZ_SECONDS=N goes on for that long instead.
void feed_damaged(Target target, const std::string& good, int rounds);

}  // namespace penumbra::fuzz
