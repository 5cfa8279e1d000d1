#include <algorithm>

#include "project/classes.h"
#include "project/select.h"
#include "project/torture/photos.h"
#include "project/torture/worker.h"

namespace torture {

using namespace penumbra;
using nlohmann::json;

namespace {

/// The values of label maps are kept for a longer torture.
constexpr int most_values = 200;

int last_value(const project::Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    return tables.execAndGet("SELECT ifnull(max(value), 0) FROM classes").getInt();
  });
}

std::vector<int> values_in_use(const project::Project& project) {
  std::vector<int> values;
  for (const auto& row : project::classes(project)) values.push_back(row.value);
  return values;
}

std::vector<std::string> free_names(const project::Project& project) {
  auto names = class_pool();
  for (const auto& row : project::classes(project)) std::erase(names, row.name);
  return names;
}

}  // namespace

const std::vector<std::string>& Worker::kinds() {
  static const std::vector<std::string> all{
      "import",       "label",        "layer",         "drop",        "tag",         "add_class",
      "rename_class", "remove_class", "merge_classes", "undo_change", "redo_change", "open",
      "edit",         "undo",         "redo",          "merge_base",  "save",        "export"};
  return all;
}

json Worker::choose() {
  // How often each kind is tried.
  static const std::vector<std::pair<std::string, int>> weights{
      {"import", 3},        {"label", 8},       {"layer", 1},        {"drop", 1},
      {"tag", 7},           {"add_class", 2},   {"rename_class", 2}, {"remove_class", 1},
      {"merge_classes", 2}, {"undo_change", 5}, {"redo_change", 3},  {"open", 6},
      {"edit", 30},         {"undo", 9},        {"redo", 6},         {"merge_base", 3},
      {"save", 2},          {"export", 2}};
  static const int sum = [] {
    int total = 0;
    for (const auto& [kind, weight] : weights) total += weight;
    return total;
  }();
  for (;;) {
    int drawn = below(static_cast<std::size_t>(sum));
    const auto* kind = weights.data();
    while (drawn >= kind->second) drawn -= (kind++)->second;
    if (auto step = choose(kind->first); !step.is_null()) return step;
  }
}

json Worker::choose(const std::string& kind) {
  const auto photos = images();
  if (kind == "import") {
    const int folder = below(folder_count);
    const bool is_new =
        std::ranges::find(photos, photo_folder(folder).photos[0].name) == photos.end();
    if (!is_new && last_value(project_) > most_values) return {};
    return {{"do", kind}, {"folder", folder}};
  }
  if (photos.empty()) return {};
  if (kind == "label") {
    auto layers = run_layers();
    layers.push_back(labelled_layer);
    return {{"do", kind},
            {"layer", any_of(layers)},
            {"image", any_of(photos)},
            {"values", values_in_use(project_)},
            {"seed", random_()}};
  }
  if (kind == "layer") {
    const auto name = "run " + std::to_string(below(3));
    return layers_.find(name) ? json() : json{{"do", kind}, {"layer", name}};
  }
  if (kind == "drop") {
    const auto layers = run_layers();
    return layers.empty() ? json() : json{{"do", kind}, {"layer", any_of(layers)}};
  }
  if (kind == "tag") return choose_tags();
  if (kind == "open") return {{"do", kind}, {"image", any_of(photos)}};
  if (kind == "export") return choose_export();
  if (kind.find("class") != std::string::npos || kind.find("change") != std::string::npos)
    return choose_change(kind);
  if (!session_) return {};
  if (kind == "edit") {
    json operations = json::array();
    do operations.push_back(operation());
    while (below(3) == 0);
    return {{"do", kind}, {"operations", std::move(operations)}};
  }
  if (kind == "merge_base" && !layers_.has(layers_.named(labelled_layer).id, id(open_image_)))
    return {};
  if (kind == "undo" || kind == "redo") return {{"do", kind}, {"times", 1 + below(4)}};
  return {{"do", kind}};
}

json Worker::choose_tags() {
  const auto photos = images();
  auto values = values_in_use(project_);
  json step{{"do", "tag"}, {"images", json::array()}, {"add", json::array()}};
  for (const auto& photo : photos)
    if (below(3) == 0) step["images"].push_back(photo);
  std::ranges::shuffle(values, random_);
  if (!values.empty()) {
    step["add"].push_back(values.back());
    values.pop_back();
  }
  step["remove"] = values;
  step["remove"].erase(step["remove"].begin() + std::min<std::ptrdiff_t>(2, std::ssize(values)),
                       step["remove"].end());
  return step;
}

json Worker::choose_change(const std::string& kind) {
  const auto values = values_in_use(project_);
  const auto names = free_names(project_);
  const bool room = last_value(project_) < most_values;
  if (kind == "undo_change" || kind == "redo_change") return {{"do", kind}};
  if (kind == "add_class" && room && !names.empty()) return {{"do", kind}, {"name", any_of(names)}};
  if (kind == "rename_class" && !names.empty() && !values.empty())
    return {{"do", kind}, {"value", any_of(values)}, {"name", any_of(names)}};
  if (values.size() < 3 || !room) return {};
  const int value = any_of(values);
  if (kind == "remove_class") return {{"do", kind}, {"value", value}, {"becomes", below(2) * 255}};
  if (kind != "merge_classes") return {};
  int into = value;
  while (into == value) into = any_of(values);
  return {{"do", kind}, {"value", value}, {"into", into}};
}

json Worker::choose_export() {
  std::vector<std::string> layers;
  for (const auto& layer : layers_.list())
    if (!layers_.images(layer.id).empty()) layers.push_back(layer.name);
  if (layers.empty()) return {};
  const auto place = "export-" + std::to_string(random_()) +
                     (below(2) == 0   ? ""
                      : below(2) == 0 ? ".zip"
                                      : ".npz");
  return {{"do", "export"}, {"layer", any_of(layers)}, {"place", place}};
}

std::string Worker::any_label() {
  std::vector<std::string> names{"background", "ignore"};
  for (const auto& row : project::classes(project_)) names.push_back(row.name);
  return any_of(names);
}

json Worker::point() {
  return {below(static_cast<std::size_t>(photo_size.width)),
          below(static_cast<std::size_t>(photo_size.height))};
}

json Worker::operation() {
  const auto with = [&](json operation) {
    if (below(4) == 0) operation["only_over"] = {any_label(), any_label(), any_label()};
    return operation;
  };
  switch (below(8)) {
    case 0:
      return with({{"op", "erase"}, {"points", {point()}}, {"radius", 1 + below(5)}});
    case 1:
      return with({{"op", "polygon"},
                   {"points", {point(), point(), point(), point()}},
                   {"class", any_label()}});
    case 2:
      return with({{"op", "flood"}, {"point", point()}, {"tolerance", 20}, {"class", any_label()}});
    case 3:
      return with({{"op", "replace"}, {"from", any_label()}, {"class", any_label()}});
    case 4:
      return with({{"op", "grow"}, {"class", any_label()}, {"pixels", 1}});
    case 5:
      if (const auto layers = layers_of_open_image(); !layers.empty())
        return with({{"op", "take"}, {"layer", any_of(layers)}, {"point", point()}});
      [[fallthrough]];
    default:
      return with({{"op", "brush"},
                   {"points", {point(), point()}},
                   {"radius", 1 + below(4)},
                   {"class", any_label()}});
  }
}

}  // namespace torture
