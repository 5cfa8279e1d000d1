#include "app/penumbra_cli/project/project.h"

#include "app/penumbra_cli/commands.h"

namespace penumbra::cli {

void add_project_folder(CLI::App& command, ProjectOptions& options) {
  command.add_option("project", options.folder, "The project's folder, e.g. photos.penumbra")
      ->required()
      ->type_name("DIR");
}

void add_choice(CLI::App& command, ProjectOptions& options) {
  command
      .add_option(
          "--where", options.where,
          "Which images, e.g. \"tag:dog split:val state:edited uncertain>0.2\" (docs/query.md)")
      ->type_name("QUERY");
  command.add_option("--split", options.split, "Images of this list, in its order")
      ->type_name("NAME");
}

std::string query_of(const ProjectOptions& options) {
  if (options.split.empty()) return options.where;
  std::string split = "split:\"";
  for (const char character : options.split) {
    if (character == '"' || character == '\\') split += '\\';
    split += character;
  }
  return split + "\"" + (options.where.empty() ? "" : " (" + options.where + ")");
}

std::unique_ptr<project::Project> open_project(const ProjectOptions& options,
                                               project::Access access, Session& session) {
  return project::Project::open(options.folder, access, session.console);
}

void add_project(CLI::App& app, Session& session) {
  auto* project = app.add_subcommand(
      "project", "Photos, tags, label layers and edits in one place that loses nothing");
  project->require_subcommand(1);
  add_project_create(*project, session);
  add_project_status(*project, session);
  add_project_list(*project, session);
  add_project_tag(*project, session);
  add_project_classes(*project, session);
  add_project_photos(*project, session);
  add_project_train(*project, session);
  add_project_runs(*project, session);
  add_project_label(*project, session);
  add_project_evaluate(*project, session);
  add_project_compare(*project, session);
  add_project_queue(*project, session);
  add_project_sessions(*project, session);
  add_project_edit(*project, session);
  add_project_history(*project, session);
  add_project_exchange(*project, session);
  add_project_layer(*project, session);
  add_project_verify(*project, session);
}

}  // namespace penumbra::cli
