#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/json.h"
#include "evaluate/report.h"
#include "project/layers.h"
#include "project/project_labels.h"

namespace penumbra::cli {
namespace {

struct EvaluateOptions {
  ProjectOptions project;
  std::string layer;
  std::string against = "truth";
  int threads = 0;
};

void run_evaluate(const EvaluateOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  const auto layer = project::Layers(*project).named(options.layer);
  project::Layers(*project).named(options.against);
  const auto data =
      project::read_data(*project, options.project.where, options.project.split, options.against);
  auto report = evaluate::evaluate_labels(
      project::labels_of(*project, data, layer.id), "layer " + layer.name,
      [&](const dataset::Item& item) { return "layer " + layer.name + ", image " + item.id; },
      data.dataset, thread_count(options.threads), session.control, session.console);
  report.source = project::name(layer.kind);
  report.used_known_tags = layer.known_tags;
  auto object = evaluate::to_json(report);
  object["layer"] = options.layer;
  object["against"] = options.against;
  session.answer(object, evaluate::to_text(report));
}

}  // namespace

void add_project_evaluate(CLI::App& project, Session& session) {
  auto [command, options] = add_command<EvaluateOptions>(
      project, session, "evaluate", "Compare a layer with ground truth or with another layer",
      run_evaluate);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command->add_option("--layer", options->layer, "The layer to judge")
      ->required()
      ->type_name("NAME");
  command->add_option("--against", options->against, "The layer that is taken to be right")
      ->capture_default_str()
      ->type_name("NAME");
  add_threads(*command, options->threads);
}

}  // namespace penumbra::cli
