#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "app/penumbra_cli/session.h"
#include "project/project.h"

namespace penumbra::cli {

/// The project's folder, and which of its images.
struct ProjectOptions {
  std::filesystem::path folder;
  std::string where;
  std::string split;
};

void add_project_folder(CLI::App& command, ProjectOptions& options);
/// --where, --split.
void add_choice(CLI::App& command, ProjectOptions& options);
/// Both as one query.
std::string query_of(const ProjectOptions& options);

std::unique_ptr<project::Project> open_project(const ProjectOptions& options,
                                               project::Access access, Session& session);

// Each adds its commands below `project`.
void add_project_classes(CLI::App& project, Session& session);
void add_project_compare(CLI::App& project, Session& session);
void add_project_create(CLI::App& project, Session& session);
void add_project_edit(CLI::App& project, Session& session);
void add_project_evaluate(CLI::App& project, Session& session);
void add_project_exchange(CLI::App& project, Session& session);
void add_project_history(CLI::App& project, Session& session);
void add_project_label(CLI::App& project, Session& session);
void add_project_layer(CLI::App& project, Session& session);
void add_project_list(CLI::App& project, Session& session);
void add_project_photos(CLI::App& project, Session& session);
void add_project_queue(CLI::App& project, Session& session);
void add_project_runs(CLI::App& project, Session& session);
void add_project_sessions(CLI::App& project, Session& session);
void add_project_status(CLI::App& project, Session& session);
void add_project_tag(CLI::App& project, Session& session);
void add_project_train(CLI::App& project, Session& session);
void add_project_verify(CLI::App& project, Session& session);

}  // namespace penumbra::cli
