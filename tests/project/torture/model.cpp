#include "project/torture/model.h"

#include <functional>
#include <nlohmann/json.hpp>

#include "edit/operation_json.h"
#include "project/layer_file.h"

namespace torture {

using namespace penumbra;
using nlohmann::json;

std::string sum_of(const std::vector<std::uint8_t>& samples) {
  return std::to_string(project::checksum({samples.begin(), samples.end()}));
}

Model::Model(const std::string& labelled, const std::string& edited)
    : labelled_(labelled), edited_(edited) {
  layers_[labelled].kind = "cam";
  layers_[edited].kind = "edited";
}

std::vector<Model> Model::stages(const json& step) const {
  std::vector<Model> all;
  Model next = *this;
  const auto reached = [&] { all.push_back(next); };
  const auto kind = step.at("do").get<std::string>();
  if (kind == "import") {
    next.import(step.at("folder"), reached);
  } else if (kind == "label") {
    next.layers_.at(step.at("layer")).images[step.at("image")] =
        std::make_shared<Parts>(label_parts(step));
  } else if (kind == "layer") {
    next.layers_[step.at("layer")].kind = "refined";
  } else if (kind == "drop") {
    next.layers_.erase(step.at("layer"));
  } else if (kind == "open") {
    next.open(step.at("image"));
  } else if (kind == "edit") {
    for (const auto& operation : step.at("operations")) {
      next.paint(operation);
      reached();
    }
  } else if (kind == "undo" || kind == "redo") {
    for (int i = 0; i < step.at("times").get<int>(); ++i) {
      next.move(kind == "redo");
      reached();
    }
  } else if (kind == "merge_base") {
    next.merge_base();
  } else if (kind == "export") {
    next.keep_export(step.at("place"), step.at("layer"));
  } else if (kind != "save") {
    next.move_changes(step);
  }
  reached();
  return all;
}

void Model::import(int number, const std::function<void()>& reached) {
  const auto folder = photo_folder(number);
  const auto values = catalogue_.import_classes(folder.classes);
  reached();
  catalogue_.import_images(folder);
  reached();
  for (const auto& photo : folder.photos) {
    const auto known = layers_.find("truth");
    if (known != layers_.end() && known->second.images.contains(photo.name)) continue;
    if (known == layers_.end()) {
      layers_["truth"].kind = "truth";
      reached();
    }
    auto truth = photo.truth;
    for (auto& label : truth)
      if (label != 0 && label != 255) label = static_cast<std::uint8_t>(values[label - 1U]);
    layers_["truth"].images[photo.name] =
        std::make_shared<Parts>(Parts{{project::map_part, std::move(truth)}});
  }
}

void Model::move_changes(const json& step) {
  const auto kind = step.at("do").get<std::string>();
  if (kind == "tag")
    catalogue_.edit_tags(step.at("images"), step.at("add"), step.at("remove"));
  else if (kind == "add_class")
    catalogue_.add_class(step.at("name"));
  else if (kind == "rename_class")
    catalogue_.rename_class(step.at("value"), step.at("name"));
  else if (kind == "merge_classes")
    catalogue_.merge_classes(step.at("value"), step.at("into"));
  else if (kind == "remove_class")
    catalogue_.remove_class(step.at("value"), step.at("becomes"));
  else if (kind == "undo_change")
    catalogue_.undo();
  else if (kind == "redo_change")
    catalogue_.redo();
  else
    throw std::invalid_argument("no step of this name: " + kind);
}

void Model::open(const std::string& image) {
  Pixels start;
  if (const auto* base = raw(labelled_, image))
    start.map = *base;
  else
    start.map.assign(photo_size.area(), image::ignore_label);
  start.drawn.assign(photo_size.area(), 0);
  session_ = {image, std::make_shared<Pixels>(std::move(start))};
}

const Model::Pixels& Model::session_pixels() const {
  const auto edited = edits_.find(session_->image);
  return edited == edits_.end() ? *session_->start : edited->second.now();
}

void Model::paint(const json& operation) {
  const auto names = edit::LabelNames(catalogue_.names());
  const auto parsed = edit::parse_operation(operation, names, "step");
  auto pixels = session_pixels();
  const auto before = shown(pixels.map);
  image::LabelMap map{photo_size, before};
  std::vector<std::uint8_t> painted(photo_size.area());
  edit::apply(parsed, {map, &painted}, context());
  bool changed = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    // A class that counts as another keeps its value where nobody painted.
    if (!painted[i] && map.labels[i] == before[i]) continue;
    changed |= pixels.map[i] != map.labels[i] || pixels.drawn[i] < painted[i];
    pixels.map[i] = map.labels[i];
    pixels.drawn[i] |= painted[i];
  }
  if (changed) add(std::string(edit::name(parsed)), std::move(pixels));
}

void Model::merge_base() {
  const auto* base = raw(labelled_, session_->image);
  auto pixels = session_pixels();
  bool changed = false;
  for (std::size_t i = 0; i < pixels.map.size(); ++i) {
    if (pixels.drawn[i]) continue;
    changed |= pixels.map[i] != (*base)[i];
    pixels.map[i] = (*base)[i];
  }
  if (changed) add("merge", std::move(pixels));
}

void Model::add(const std::string& name, Pixels pixels) {
  auto& edited = edits_[session_->image];
  if (!edited.start) edited.start = session_->start;
  edited.operations.resize(edited.done);
  edited.operations.emplace_back(name, std::make_shared<Pixels>(std::move(pixels)));
  ++edited.done;
}

void Model::move(bool forward) {
  const auto edited = edits_.find(session_->image);
  if (edited == edits_.end()) return;
  auto& done = edited->second.done;
  if (forward ? done < edited->second.operations.size() : done > 0) forward ? ++done : --done;
}

void Model::keep_export(const std::string& place, const std::string& layer) {
  std::array<std::uint8_t, 256> ids;
  ids.fill(image::ignore_label);
  ids[0] = 0;
  std::uint8_t id = 0;
  json content;
  content["classes"] = json::array();
  for (const int value : catalogue_.order()) {
    ids[static_cast<std::size_t>(value)] = ++id;
    content["classes"].push_back(catalogue_.names().at(static_cast<std::uint8_t>(value)));
  }
  for (const auto& [name, image] : catalogue_.images()) {
    const auto* labels = raw(layer, name);
    if (!labels) continue;
    auto map = shown(*labels);
    for (auto& label : map) label = ids[label];
    content["images"][name.substr(0, name.rfind('.'))] = sum_of(map);
  }
  exports_[place] = std::move(content);
}

std::vector<std::uint8_t> Model::shown(std::vector<std::uint8_t> raw) const {
  const auto table = catalogue_.table();
  for (auto& label : raw) label = table[label];
  return raw;
}

const std::vector<std::uint8_t>* Model::raw(const std::string& layer,
                                            const std::string& image) const {
  if (layer == edited_) {
    const auto edited = edits_.find(image);
    return edited == edits_.end() ? raw(labelled_, image) : &edited->second.now().map;
  }
  const auto& images = layers_.at(layer).images;
  const auto found = images.find(image);
  return found == images.end() ? nullptr : &found->second->at(project::map_part);
}

int Model::state(const std::string& image) const {
  const auto edited = edits_.find(image);
  if (edited != edits_.end() && edited->second.done > 0) return 2;
  for (const auto& [name, layer] : layers_)
    if (layer.kind != "truth" && layer.images.contains(image)) return 1;
  return 0;
}

edit::Context Model::context() const {
  edit::Context context;
  context.photo = [this] {
    return std::make_shared<const image::Image>(photo_pixels(session_->image));
  };
  context.layer = [this](const std::string& layer) {
    return std::make_shared<const image::LabelMap>(
        image::LabelMap{photo_size, shown(*raw(layer, session_->image))});
  };
  return context;
}

json Model::session_facts() const {
  const auto edited = edits_.find(session_->image);
  const auto& pixels = session_pixels();
  return {{"done", edited == edits_.end() ? std::size_t{0} : edited->second.done},
          {"map", sum_of(shown(pixels.map))},
          {"drawn", sum_of(pixels.drawn)}};
}

json Model::facts() const {
  json facts;
  facts["classes"] = catalogue_.class_facts();
  facts["changes"] = catalogue_.change_facts();
  facts["images"] = json::object();
  for (const auto& [name, image] : catalogue_.images())
    facts["images"][name] = {{"tagged", image.tagged},
                             {"tags", image.tags},
                             {"splits", json::array({image.split})},
                             {"numbers", json::object()},
                             {"state", state(name)}};
  for (const auto& [name, layer] : layers_) {
    auto& of_layer = facts["layers"][name] = {{"kind", layer.kind}, {"images", json::object()}};
    for (const auto& [image, parts] : layer.images)
      for (const auto& [part, samples] : *parts)
        of_layer["images"][image][std::to_string(part)] = sum_of(samples);
  }
  facts["edits"] = json::object();
  for (const auto& [image, edited] : edits_) {
    auto& of_image = facts["edits"][image];
    of_image = {{"done", edited.done},
                {"operations", json::array()},
                {"raw", sum_of(edited.now().map)},
                {"drawn", sum_of(edited.now().drawn)},
                {"shown", sum_of(shown(edited.now().map))}};
    for (const auto& [name, pixels] : edited.operations) of_image["operations"].push_back(name);
  }
  facts["exports"] = exports_;
  return facts;
}

}  // namespace torture
