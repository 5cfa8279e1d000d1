#include "device/memory.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <mutex>
#include <string>

namespace penumbra::device {
namespace {

/// The number that a file of one number holds; negative where there is none.
std::int64_t number_in(const char* file) {
  std::int64_t value = -1;
  std::ifstream in(file);
  return in >> value ? value : -1;
}

}  // namespace

std::int64_t resident_memory() {
  std::ifstream in("/proc/self/statm");
  std::int64_t total = 0, resident = 0;
  if (!(in >> total >> resident)) return 0;
  return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t available_memory() {
  std::int64_t available = 0;
  std::ifstream in("/proc/meminfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("MemAvailable:")) available = std::stoll(line.substr(13)) * 1024;
  const auto limit = number_in("/sys/fs/cgroup/memory.max");
  const auto used = number_in("/sys/fs/cgroup/memory.current");
  if (limit >= 0 && used >= 0)
    available = std::min(available, std::max(limit - used, std::int64_t{0}));
  return available;
}

namespace {

// What mallopt sets is the whole process's, so the first that wants it and the last are told by a
// count of the process, too, however many jobs have one of their own.
std::mutex keeping_mutex;
int keeping = 0;

}  // namespace

KeptMemory::KeptMemory() {
  constexpr int largest_block = 32 << 20;  // what the allocator may keep at most
  const std::lock_guard lock(keeping_mutex);
  if (keeping++ > 0) return;
  ::mallopt(M_MMAP_THRESHOLD, largest_block);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

KeptMemory::~KeptMemory() {
  const std::lock_guard lock(keeping_mutex);
  if (--keeping > 0) return;
  constexpr int default_threshold = 128 << 10;
  ::mallopt(M_TRIM_THRESHOLD, default_threshold);
  ::mallopt(M_MMAP_THRESHOLD, default_threshold);
  ::malloc_trim(0);
}

}  // namespace penumbra::device
