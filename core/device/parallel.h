#pragma once

#include <cstdint>
#include <functional>

namespace penumbra::device {

/// body(begin, end) on parts of [0, count) by LibTorch's own threads, as many as it was given. Each
/// index is in one part. Parts are taken as threads get free, `grain` indices at a time (the last
/// may be shorter). at::parallel_for is a template that runs in one thread where it is not compiled
/// with LibTorch's OpenMP runtime; this is not. The first exception of `body` is thrown.
void parallel_for(std::int64_t count, std::int64_t grain,
                  const std::function<void(std::int64_t begin, std::int64_t end)>& body);

}  // namespace penumbra::device
