#include "train/run_summary.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;

constexpr std::streamoff end_bytes = 1 << 16;

/// The end of a file, however long.
std::string end_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return {};
  const std::streamoff size = in.tellg();
  in.seekg(std::max<std::streamoff>(0, size - end_bytes));
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The step of the last whole line of metrics.
std::int64_t last_step(const fs::path& metrics) {
  const auto text = end_of(metrics);
  auto end = text.rfind('\n');
  while (end != std::string::npos && end > 0) {
    const auto before = text.rfind('\n', end - 1);
    const auto start = before == std::string::npos ? 0 : before + 1;
    try {
      return whole_number<std::int64_t>(
          parse_json(std::string_view(text).substr(start, end - start)).at("step"));
    } catch (const nlohmann::json::exception&) {
      end = before;
    }
  }
  return 0;
}

/// "run-2" before "run-10".
bool names_ascend(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  while (!a.empty() && !b.empty()) {
    if (!digit(a[0]) || !digit(b[0])) {
      if (a[0] != b[0]) return a[0] < b[0];
      a.remove_prefix(1);
      b.remove_prefix(1);
      continue;
    }
    const auto number = [&](std::string_view& text) {
      const auto zeros = std::min(text.find_first_not_of('0'), text.size());
      text.remove_prefix(zeros);
      const auto length = static_cast<std::size_t>(
          std::find_if_not(text.begin(), text.end(), digit) - text.begin());
      const auto digits = text.substr(0, length);
      text.remove_prefix(length);
      return digits;
    };
    const auto first = number(a), second = number(b);
    if (first.size() != second.size()) return first.size() < second.size();
    if (first != second) return first < second;
  }
  return a.size() < b.size();
}

}  // namespace

RunSummary summarise_run(const fs::path& run) {
  const RunFolder folder{run};
  RunSummary summary{.folder = run,
                     .options = read_run_options(run),
                     .steps_done = last_step(folder.metrics()),
                     .has_checkpoint = last_checkpoint(run).has_value(),
                     .best = best_checkpoint(run),
                     .running = FileLock::held(folder.lock()),
                     .written = {}};
  std::error_code code;
  const auto written = fs::last_write_time(folder.metrics(), code);
  if (!code) summary.written = written;
  return summary;
}

std::vector<RunSummary> list_runs(const fs::path& folder) {
  std::vector<RunSummary> runs;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    if (!fs::exists(RunFolder{entry.path()}.options(), code)) continue;
    try {
      runs.push_back(summarise_run(entry.path()));
    } catch (const Error&) {
      // Of another version, or damaged: opening it by itself says which.
    }
  }
  std::ranges::sort(runs, [](const RunSummary& a, const RunSummary& b) {
    return names_ascend(a.folder.filename().string(), b.folder.filename().string());
  });
  return runs;
}

}  // namespace penumbra::train
