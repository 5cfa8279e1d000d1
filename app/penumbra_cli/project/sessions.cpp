#include "review/sessions.h"

#include "app/penumbra_cli/duration.h"
#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/atomic_file.h"
#include "base/json.h"
#include "project/time.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct SessionsOptions {
  ProjectOptions project;
  std::filesystem::path csv;
};

json to_json(const review::Session& session) {
  json pixels = json::array();
  for (const auto& [label, change] : session.edits.pixels)
    pixels.push_back({{"label", label}, {"became", change.became}, {"ceased", change.ceased}});
  return {{"started", session.started},
          {"ended", session.ended},
          {"active_seconds", static_cast<double>(session.active) / 1000},
          {"reviewed", session.reviewed},
          {"edited", session.edits.images},
          {"strokes", session.edits.strokes},
          {"second_looks_agreed", session.agreed},
          {"second_looks_changed", session.changed},
          {"over", session.over},
          {"pixels", pixels}};
}

void run_sessions(const SessionsOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto all = review::sessions(*project, project::milliseconds_now(), session.control);
  if (!options.csv.empty()) write_file_atomically(options.csv, review::to_csv(*project, all));
  json object = {{"sessions", json::array()}};
  std::vector<std::vector<std::string>> rows = {{"started (UTC)", "active", "reviewed", "edited",
                                                 "strokes", "second looks agreed", "changed"}};
  for (const auto& one : all) {
    object["sessions"].push_back(to_json(one));
    rows.push_back({review::time_text(one.started) + (one.over ? "" : " (not over)"),
                    duration_text(static_cast<double>(one.active) / 1000),
                    std::to_string(one.reviewed), std::to_string(one.edits.images),
                    std::to_string(one.edits.strokes), std::to_string(one.agreed),
                    std::to_string(one.changed)});
  }
  session.answer(object, all.empty() ? "nothing was reviewed or edited yet" : table(rows));
}

}  // namespace

void add_project_sessions(CLI::App& project, Session& session) {
  auto [command, options] = add_command<SessionsOptions>(
      project, session, "sessions", "Say what was reviewed and edited when, and how fast",
      run_sessions);
  add_project_folder(*command, options->project);
  command->add_option("--csv", options->csv, "Write the table, with changed pixels of each class")
      ->type_name("FILE");
}

}  // namespace penumbra::cli
