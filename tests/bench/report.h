#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace penumbra::bench {

/// What a bench found.
struct Report {
  std::string name;  ///< of the bench
  std::string work;  ///< what was done, e.g. "dense CRF, 500 x 375, 21 classes"
  std::string peer;  ///< what ours is compared with
  double seconds = 0;
  double peer_seconds = 0;
  int threads = 1;
  /// Where our time goes and whatever else there is to say, in order.
  std::vector<std::pair<std::string, std::string>> lines;
  nlohmann::json details = nlohmann::json::object();  ///< more keys of the JSON object

  double ratio() const { return peer_seconds / seconds; }
};

/// One JSON object on stdout, or a table. Both name the processor and the peak memory of this
/// process so far.
void print(const Report& report, bool json);

std::size_t peak_memory_bytes();
/// What this process has in memory now.
std::size_t resident_memory_bytes();

/// The seconds that `work` takes.
template <class Work>
double seconds_of(const Work& work);

/// The middle one of the values.
double median(std::vector<double> values);

}  // namespace penumbra::bench

#include <chrono>

template <class Work>
double penumbra::bench::seconds_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
