#include <algorithm>

#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/json.h"
#include "project/classes.h"
#include "project/layers.h"
#include "project/roots.h"
#include "project/select.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct StatusOptions {
  ProjectOptions project;
};

json describe(project::Project& project) {
  const auto facets = project::facets(project);
  json object = {{"project", project.folder().string()},
                 {"images", facets.images},
                 {"untagged", facets.untagged},
                 {"states", facets.states},
                 {"splits", facets.splits},
                 {"roots", json::array()},
                 {"classes", json::array()},
                 {"layers", json::array()}};
  for (const auto& root : project::roots(project)) {
    const auto place = project.photo(root.id, "").parent_path();
    object["roots"].push_back({{"path", place.string()},
                               {"format", root.format},
                               {"found", std::filesystem::exists(place)}});
  }
  for (const auto& row : project::classes(project)) {
    const auto tagged = facets.tags.find(row.value);
    object["classes"].push_back(
        {{"name", row.name},
         {"value", row.value},
         {"colour", row.colour},
         {"key", row.key},
         {"images", tagged == facets.tags.end() ? std::int64_t{0} : tagged->second}});
  }
  const project::Layers layers(project);
  for (const auto& layer : layers.list())
    object["layers"].push_back({{"name", layer.name},
                                {"kind", project::name(layer.kind)},
                                {"images", layers.images(layer.id).size()},
                                {"source", layer.source},
                                {"options", layer.options},
                                {"known_tags", layer.known_tags},
                                {"finished", layer.finished},
                                {"created", layer.created}});
  return object;
}

std::string number(const json& value) { return std::to_string(value.get<std::int64_t>()); }

std::string to_text(const json& object) {
  std::string text = object["project"].get<std::string>() + "\n";
  std::vector<std::vector<std::string>> rows = {{"images", number(object["images"])},
                                                {"without tags", number(object["untagged"])}};
  for (const auto& [state, images] : object["states"].items())
    if (images != 0) rows.push_back({state, number(images)});
  text += table(rows);
  for (const auto& root : object["roots"])
    text += "  photos lie in " + root["path"].get<std::string>() +
            (root["found"] ? "" : " (not found: 'project relink')") + "\n";
  const auto list = [&](const char* title, const auto& add) {
    std::vector<std::vector<std::string>> lines = {{title, "images"}};
    add(lines);
    if (lines.size() > 1) text += "\n" + table(lines);
  };
  list("split", [&](auto& lines) {
    for (const auto& [name, images] : object["splits"].items())
      lines.push_back({name, number(images)});
  });
  list("class", [&](auto& lines) {
    for (const auto& one : object["classes"]) lines.push_back({one["name"], number(one["images"])});
  });
  list("layer", [&](auto& lines) {
    for (const auto& one : object["layers"])
      lines.push_back({one["name"].template get<std::string>() +
                           (one["finished"] || one["kind"] == "edited" ? "" : " (unfinished)"),
                       number(one["images"])});
  });
  return text;
}

void run_status(const StatusOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  const auto object = describe(*project);
  session.answer(object, to_text(object));
}

}  // namespace

void add_project_status(CLI::App& project, Session& session) {
  auto [command, options] = add_command<StatusOptions>(
      project, session, "status", "Say what a project holds: images, classes, layers", run_status);
  add_project_folder(*command, options->project);
}

}  // namespace penumbra::cli
