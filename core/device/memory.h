#pragma once

#include <cstdint>

namespace penumbra::device {

/// Bytes of this process in memory; 0 where the system does not say.
std::int64_t resident_memory();

/// Bytes that this process may still take: what the system has available, or what its control group
/// leaves, whichever is less; 0 where the system does not say.
std::int64_t available_memory();

/// While it lives, the allocator keeps memory that is freed instead of giving it back to the
/// system: a step frees and asks for the same large tensors, and each page that comes anew is
/// cleared first. What was kept goes back at its end.
class KeptMemory {
 public:
  KeptMemory();
  ~KeptMemory();
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;
};

}  // namespace penumbra::device
