#include "app/penumbra_cli/model_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/json.h"
#include "label/project_labels.h"
#include "project/run_names.h"

namespace penumbra::cli {
namespace {

struct LabelCommand {
  ProjectOptions project;
  ModelOptions model;
  std::string layer;
  std::string compare_with;
};

/// The name of a run of the project, or a run folder elsewhere; the last run where nothing is
/// named.
label::ModelFiles model_files(const project::Project& project, const ModelOptions& options) {
  auto files = options.files;
  if (!files.run.empty()) {
    const auto own = project::run_folder(project, files.run.string());
    if (std::filesystem::exists(own)) files.run = own;
  } else if (files.checkpoint.empty() && files.weights.empty()) {
    files.run = project::last_run(project);
  }
  return files;
}

void run_label(const LabelCommand& command, Session& session) {
  label::ProjectLabelRequest request;
  request.options = label_options(command.model);
  const auto project = open_project(command.project, project::Access::Write, session);
  request.model = model_files(*project, command.model);
  check_model(request.model, request.options.source);
  request.layer =
      command.layer.empty() ? std::string(label::name(request.options.source)) : command.layer;
  request.where = command.project.where;
  request.split = command.project.split;
  request.compare_with = command.compare_with;
  const auto summary = label::label_project(*project, request, session.control, session.console);
  auto object = to_json(summary, request.options.source);
  object["layer"] = request.layer;
  session.answer(object, to_text(summary, request.options.source, "layer " + request.layer));
}

}  // namespace

void add_project_label(CLI::App& project, Session& session) {
  auto [command, options] = add_command<LabelCommand>(
      project, session, "label", "Label a project's images into a layer of it", run_label);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command
      ->add_option("--layer", options->layer,
                   "Name of the layer (default: the source's); one that was begun is completed")
      ->type_name("NAME");
  command
      ->add_option("--compare-with", options->compare_with,
                   "Layer to compare with, for the number \"disagreement\"")
      ->type_name("NAME");
  add_model_options(*command, options->model,
                    "Run of the project, or a run folder (default: the project's last run)");
}

}  // namespace penumbra::cli
