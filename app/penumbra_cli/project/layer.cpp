#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"
#include "project/layers.h"

namespace penumbra::cli {
namespace {

struct LayerOptions {
  ProjectOptions project;
  std::string layer;
  std::string rename;
  bool remove = false;
};

void run_layer(const LayerOptions& options, Session& session) {
  if (options.rename.empty() != options.remove)
    throw UsageError("what is to be done?", "layer", "Give either --rename or --remove");
  const auto project = open_project(options.project, project::Access::Write, session);
  project::Layers layers(*project);
  const auto layer = layers.named(options.layer);
  if (options.remove)
    layers.remove(layer.id);
  else
    layers.rename(layer.id, options.rename);
  nlohmann::json names = nlohmann::json::array();
  for (const auto& one : layers.list()) names.push_back(one.name);
  session.answer({{"layers", names}}, options.remove
                                          ? "Removed layer " + options.layer
                                          : "Layer " + options.layer + " is now " + options.rename);
}

}  // namespace

void add_project_layer(CLI::App& project, Session& session) {
  auto [command, options] = add_command<LayerOptions>(project, session, "layer",
                                                      "Rename or remove a label layer", run_layer);
  add_project_folder(*command, options->project);
  command->add_option("--layer", options->layer, "Its name")->required()->type_name("NAME");
  command->add_option("--rename", options->rename, "Give it another name")->type_name("NAME");
  command->add_flag("--remove", options->remove, "Remove it with its files and its history");
}

}  // namespace penumbra::cli
