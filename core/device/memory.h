#pragma once

#include <cstdint>

namespace penumbra::device {

/// Bytes of this process in memory; 0 where the system does not say.
std::int64_t resident_memory();

/// Bytes that this process may still take: what the system has available, or what its control group
/// leaves, whichever is less; 0 where the system does not say.
std::int64_t available_memory();

}  // namespace penumbra::device
