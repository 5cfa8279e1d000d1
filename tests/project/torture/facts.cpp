#include "project/torture/facts.h"

#include "base/error.h"
#include "formats/import.h"
#include "project/changes.h"
#include "project/edited_image.h"
#include "project/layers.h"
#include "project/select.h"
#include "project/torture/model.h"

namespace torture {

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;
using nlohmann::json;

namespace {

json class_facts(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    json facts = json::object();
    SQLite::Statement rows(tables, "SELECT value, name, position, becomes FROM classes");
    while (rows.executeStep())
      facts[rows.getColumn(0).getString()] = {
          rows.getColumn(1).getString(), rows.getColumn(2).getInt(),
          rows.getColumn(3).isNull() ? json() : json(rows.getColumn(3).getInt())};
    return facts;
  });
}

json change_facts(const Project& project) {
  json facts = json::array();
  for (const auto& change : changes(project)) facts.push_back(change.undone);
  std::reverse(facts.begin(), facts.end());
  return facts;
}

json edit_facts(const Project& project, LayerId layer, ImageId image) {
  const auto edited = load_edited(project, layer, image).value();
  json facts{{"done", edited.done},
             {"operations", json::array()},
             {"raw", sum_of(edited.pixels.map.labels)},
             {"drawn", sum_of(edited.pixels.drawn)}};
  int number = 0;
  for (const auto& operation : operations(project, layer, image)) {
    if (operation.number != ++number || operation.done != (number <= edited.done))
      throw Error("has the wrong number or is undone", operation.name);
    facts["operations"].push_back(operation.name);
  }
  return facts;
}

json file_facts(const Project& project, LayerId layer, ImageId image) {
  const auto files = project.database().read(
      [&](SQLite::Database& tables) { return layer_files(tables, layer, image); });
  json facts;
  for (const auto& file : files)
    facts[std::to_string(file.part)] = sum_of(read_layer_file(project.layers(), file).labels);
  return facts;
}

}  // namespace

json export_facts(const fs::path& place) {
  JobControl control;
  const auto set =
      formats::read_labels(place, place.extension() == ".npz" ? "npz" : "voc", control);
  json facts;
  if (!set.broken.empty()) throw Error(set.broken[0].reason, set.broken[0].file.string());
  facts["classes"] = set.classes.value().names();
  for (const auto& entry : set.entries) facts["images"][entry.name] = sum_of(entry.load().labels);
  return facts;
}

json facts_of(Project& project, const fs::path& exports) {
  json facts{{"images", json::object()}, {"edits", json::object()}, {"exports", json::object()}};
  facts["classes"] = class_facts(project);
  facts["changes"] = change_facts(project);
  const auto images = rows(project, select(project, {}));
  std::map<ImageId, std::string> names;
  for (const auto& image : images) {
    names[image.id] = image.name;
    facts["images"][image.name] = {{"tagged", image.tagged},
                                   {"tags", image.tags},
                                   {"splits", image.splits},
                                   {"numbers", image.numbers},
                                   {"state", static_cast<int>(image.state)}};
  }
  if (facts["images"].size() != images.size()) throw Error("an image is there twice", "project");
  const Layers layers(project);
  for (const auto& layer : layers.list()) {
    auto& of_layer =
        facts["layers"][layer.name] = {{"kind", name(layer.kind)}, {"images", json::object()}};
    for (const auto image : layers.images(layer.id)) {
      if (layer.kind != LayerKind::Edited) {
        of_layer["images"][names.at(image)] = file_facts(project, layer.id, image);
      } else if (load_edited(project, layer.id, image)) {
        auto of_image = edit_facts(project, layer.id, image);
        of_image["shown"] = sum_of(layers.read(layer.id, image).labels);
        facts["edits"][names.at(image)] = std::move(of_image);
      }
    }
  }
  if (fs::exists(exports))
    for (const auto& entry : fs::directory_iterator(exports))
      if (entry.path().extension() != ".tmp")
        facts["exports"][entry.path().filename().string()] = export_facts(entry.path());
  return facts;
}

}  // namespace torture
