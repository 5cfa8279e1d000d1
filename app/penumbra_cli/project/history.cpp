#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/json.h"
#include "project/catalogue.h"
#include "project/changes.h"
#include "project/edited_image.h"
#include "project/layers.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct HistoryOptions {
  ProjectOptions project;
  std::string image;
  std::string layer = "edited";
};

json operations_of(project::Project& project, const HistoryOptions& options) {
  const auto image = project::find_image(project, options.image);
  json operations = json::array();
  const auto layer = project::Layers(project).find(options.layer);
  if (!layer) return operations;  // nothing was ever edited
  for (const auto& one : project::operations(project, layer->id, image))
    operations.push_back({{"number", one.number},
                          {"op", one.name},
                          {"details", parse_json_or_discard(one.details)},
                          {"rectangle", {one.rect.x, one.rect.y, one.rect.width, one.rect.height}},
                          {"created", one.created},
                          {"done", one.done}});
  return operations;
}

void run_history(const HistoryOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  std::vector<std::vector<std::string>> rows;
  json object;
  if (options.image.empty()) {
    object["changes"] = json::array();
    for (const auto& change : project::changes(*project)) {
      object["changes"].push_back(
          {{"name", change.name}, {"created", change.created}, {"done", !change.undone}});
      rows.push_back({change.name, change.undone ? "undone" : ""});
    }
  } else {
    object["operations"] = operations_of(*project, options);
    for (const auto& one : object["operations"]) {
      const auto& rect = one["rectangle"];
      rows.push_back(
          {std::to_string(one["number"].get<int>()) + "  " + one["op"].get<std::string>(),
           std::to_string(rect[2].get<int>()) + " x " + std::to_string(rect[3].get<int>()) +
               " at " + std::to_string(rect[0].get<int>()) + ", " +
               std::to_string(rect[1].get<int>()),
           one["done"].get<bool>() ? "" : "undone"});
    }
  }
  session.answer(object, rows.empty() ? "Nothing was changed" : table(rows));
}

}  // namespace

void add_project_history(CLI::App& project, Session& session) {
  auto [command, options] = add_command<HistoryOptions>(
      project, session, "history",
      "List the operations on an image, or the changes of tags and classes", run_history);
  add_project_folder(*command, options->project);
  command->add_option("--image", options->image, "File name, or path below the folder of photos")
      ->type_name("NAME");
  command->add_option("--layer", options->layer, "The edited layer")
      ->capture_default_str()
      ->type_name("NAME");
}

}  // namespace penumbra::cli
