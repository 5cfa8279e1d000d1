#include "device/memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
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

}  // namespace penumbra::device
