#include "project/run_names.h"

#include <system_error>

#include "base/error.h"

namespace penumbra::project {

namespace fs = std::filesystem;

fs::path run_folder(const Project& project, const std::string& name) {
  return project.runs() / name;
}

fs::path new_run(const Project& project) {
  for (int number = 1;; ++number) {
    auto folder = project.runs() / ("run-" + std::to_string(number));
    if (!fs::exists(folder)) return folder;
  }
}

std::vector<std::string> names_in_runs(const ImageRow& image) {
  return {image.item, image.path + "-" + std::to_string(image.id)};
}

fs::path last_run(const Project& project) {
  fs::path last;
  fs::file_time_type latest{};
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(project.runs(), code)) {
    const auto metrics = entry.path() / "metrics.jsonl";
    if (!fs::exists(metrics, code)) continue;
    const auto written = fs::last_write_time(metrics, code);
    if (last.empty() || written > latest) {
      last = entry.path();
      latest = written;
    }
  }
  if (last.empty())
    throw Error("the project has no run", project.folder().string(),
                "Train first, or name a model with --run, --checkpoint or --weights");
  return last;
}

}  // namespace penumbra::project
