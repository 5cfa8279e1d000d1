#include "bench/report.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

#include "device/processor.h"

namespace penumbra::bench {

std::size_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void print(const Report& report, bool json) {
  if (json) {
    nlohmann::json object = report.details;
    object["bench"] = report.name;
    object["work"] = report.work;
    object["peer"] = report.peer;
    object["ratio"] = report.ratio();
    object["seconds"] = report.seconds;
    object["peer_seconds"] = report.peer_seconds;
    object["threads"] = report.threads;
    object["processor"] = device::processor_name();
    object["processors"] = std::thread::hardware_concurrency();
    object["peak_memory_bytes"] = peak_memory_bytes();
    std::printf("%s\n", object.dump(2).c_str());
    return;
  }
  std::printf("%s\n", report.work.c_str());
  for (const auto& [what, value] : report.lines) {
    std::printf("  %-34s %s\n", what.c_str(), value.c_str());
  }
  std::printf("  %-34s %.3f s\n", "Penumbra", report.seconds);
  std::printf("  %-34s %.3f s\n", report.peer.c_str(), report.peer_seconds);
  std::printf("  %-34s %.2f\n", "ratio", report.ratio());
  std::printf("  %-34s %d of %u, %s\n", "threads", report.threads,
              std::thread::hardware_concurrency(), device::processor_name().c_str());
  std::printf("  %-34s %.0f MiB\n", "peak memory",
              static_cast<double>(peak_memory_bytes()) / (1024.0 * 1024.0));
}

std::size_t resident_memory_bytes() {
  std::ifstream status("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  status >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace penumbra::bench
