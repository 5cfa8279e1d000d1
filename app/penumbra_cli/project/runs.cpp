#include <cstdio>

#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/json.h"
#include "train/run_summary.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

json to_json(const train::RunSummary& run) {
  return {{"name", run.folder.filename().string()},
          {"folder", run.folder.string()},
          {"preset", run.options.preset},
          {"steps_done", run.steps_done},
          {"steps", run.options.steps},
          {"finished", run.finished()},
          {"running", run.running},
          {"checkpoint", run.has_checkpoint},
          {"best_miou", run.best ? json(run.best->miou) : json()},
          {"best_step", run.best ? json(run.best->step) : json()}};
}

std::string to_text(const std::vector<train::RunSummary>& runs) {
  if (runs.empty()) return "no run yet";
  std::vector<std::vector<std::string>> rows{{"run", "preset", "steps", "best mIoU"}};
  for (const auto& run : runs) {
    char miou[32] = "";
    if (run.best) std::snprintf(miou, sizeof miou, "%.1f %%", run.best->miou);
    rows.push_back({run.folder.filename().string(), run.options.preset,
                    std::to_string(run.steps_done) + " of " + std::to_string(run.options.steps) +
                        (run.running ? ", running" : ""),
                    miou});
  }
  return table(rows);
}

void run_runs(const ProjectOptions& options, Session& session) {
  const auto project = open_project(options, project::Access::Read, session);
  const auto runs = train::list_runs(project->runs());
  json list = json::array();
  for (const auto& run : runs) list.push_back(to_json(run));
  session.answer({{"runs", list}}, to_text(runs));
}

}  // namespace

void add_project_runs(CLI::App& project, Session& session) {
  auto [command, options] = add_command<ProjectOptions>(
      project, session, "runs", "List the runs of a project: steps and best mIoU", run_runs);
  add_project_folder(*command, *options);
}

}  // namespace penumbra::cli
