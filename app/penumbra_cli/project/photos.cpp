#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/json.h"
#include "project/rescan.h"
#include "project/roots.h"

namespace penumbra::cli {
namespace {

struct RescanOptions {
  ProjectOptions project;
  int threads = 0;
};

struct RelinkOptions {
  ProjectOptions project;
  std::filesystem::path old_place;
  std::filesystem::path new_place;
  int threads = 0;
};

void run_rescan(const RescanOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto found =
      project::rescan(*project, thread_count(options.threads), session.control, session.console);
  const auto& images = found.images;
  session.answer({{"added", images.added},
                  {"changed", images.changed},
                  {"moved", images.moved},
                  {"broken", images.broken},
                  {"missing", found.missing}},
                 std::to_string(images.added) + " new, " + std::to_string(images.changed) +
                     " changed, " + std::to_string(images.moved) + " moved, " +
                     std::to_string(images.broken) + " can't be used, " +
                     std::to_string(found.missing) + " missing");
}

void run_relink(const RelinkOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto summary =
      project::relink(*project, options.old_place, options.new_place, thread_count(options.threads),
                      session.control, session.console);
  session.answer({{"relinked", summary.relinked}, {"missing", summary.missing}},
                 "Found " + std::to_string(summary.relinked) + " photos in the new place" +
                     (summary.missing ? ", " + std::to_string(summary.missing) + " not" : ""));
}

}  // namespace

void add_project_photos(CLI::App& project, Session& session) {
  auto [rescan, rescan_options] = add_command<RescanOptions>(
      project, session, "rescan", "Look for photos that are new, changed, moved or gone",
      run_rescan);
  add_project_folder(*rescan, rescan_options->project);
  add_threads(*rescan, rescan_options->threads);

  auto [relink, relink_options] = add_command<RelinkOptions>(
      project, session, "relink", "Say where photos lie now; they are recognised by their content",
      run_relink);
  add_project_folder(*relink, relink_options->project);
  relink->add_option("old", relink_options->old_place, "Folder (or photo) as the project knows it")
      ->required()
      ->type_name("OLD");
  relink->add_option("new", relink_options->new_place, "Where that is now")
      ->required()
      ->type_name("NEW");
  add_threads(*relink, relink_options->threads);
}

}  // namespace penumbra::cli
