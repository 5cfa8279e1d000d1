#pragma once

#include <string>

namespace penumbra::cli {

/// "8 s", "2 min 5 s", "1 h 10 min": for people, two units at most.
std::string duration_text(double seconds);

}  // namespace penumbra::cli
