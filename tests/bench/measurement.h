#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/report.h"

namespace penumbra::bench {

inline std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

inline double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Adds times to a report: a line, and keys of the JSON object.
class Measurement {
 public:
  Measurement(Report& report, int repeats) : report_(report), repeats_(repeats) {}

  int repeats() const { return repeats_; }

  /// Times `work`, and adds the first time and the middle of all.
  template <class Work>
  double time(const std::string& key, const std::string& what, const Work& work) {
    std::vector<double> seconds;
    for (int i = 0; i < repeats_; ++i) seconds.push_back(seconds_of(work));
    const double middle = median(seconds);
    report_.lines.emplace_back(
        what, text("%.2f ms", 1e3 * middle) + text(" (first %.2f)", 1e3 * seconds.front()));
    report_.details[key + "_seconds"] = middle;
    report_.details[key + "_first_seconds"] = seconds.front();
    return middle;
  }

  /// Adds the middle and the 95th percentile of what was timed.
  void add(const std::string& key, const std::string& what, const std::vector<double>& seconds) {
    const double late = percentile(seconds, 0.95);
    report_.lines.emplace_back(
        what, text("%.2f ms", 1e3 * median(seconds)) + text(" (95%%: %.2f)", 1e3 * late));
    report_.details[key + "_seconds"] = median(seconds);
    report_.details[key + "_p95_seconds"] = late;
  }

 private:
  Report& report_;
  int repeats_;
};

}  // namespace penumbra::bench
