#pragma once

#include <chrono>
#include <cstdint>

namespace penumbra::project {

/// Milliseconds since 1970, as the catalogue keeps times of layers and edits.
inline std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace penumbra::project
