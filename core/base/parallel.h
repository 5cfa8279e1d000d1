#pragma once

#include <cstddef>
#include <functional>

namespace penumbra {

/// Calls body(i) for each i in [0, count) on up to `threads` threads (the caller's included) and
/// returns when all are done. Indices are handed out one by one. The first exception is rethrown
/// after the running bodies have ended; the remaining indices are then skipped.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

}  // namespace penumbra
