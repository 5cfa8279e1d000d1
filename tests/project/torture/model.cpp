#include "project/torture/model.h"

#include <functional>
#include <nlohmann/json.hpp>

#include "edit/operation_json.h"
#include "project/layer_file.h"

namespace torture {

using namespace penumbra;
using nlohmann::json;

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
  auto base = raw(labelled_, image);
  session_ = {
      image, base ? std::move(*base) : EditsModel::Samples(photo_size.area(), image::ignore_label)};
}

void Model::paint(const json& operation) {
  const auto names = edit::LabelNames(catalogue_.names());
  edits_.paint(session_->image, session_->start, edit::parse_operation(operation, names, "step"),
               catalogue_.table(), context());
}

void Model::merge_base() {
  edits_.merge(session_->image, session_->start, *raw(labelled_, session_->image));
}

void Model::move(bool forward) { edits_.move(session_->image, forward); }

void Model::keep_export(const std::string& place, const std::string& layer) {
  const auto [ids, classes] = catalogue_.export_classes();
  json content{{"classes", classes}};
  for (const auto& [name, image] : catalogue_.images())
    if (auto labels = raw(layer, name))
      content["images"][name.substr(0, name.rfind('.'))] =
          sum_of(shown(shown(std::move(*labels), catalogue_.table()), ids));
  exports_[place] = std::move(content);
}

std::optional<EditsModel::Samples> Model::raw(const std::string& layer,
                                              const std::string& image) const {
  if (layer == edited_) {
    if (edits_.has(image)) return edits_.map(image, {});
    return raw(labelled_, image);
  }
  const auto& images = layers_.at(layer).images;
  const auto found = images.find(image);
  if (found == images.end()) return std::nullopt;
  return found->second->at(project::map_part);
}

int Model::state(const std::string& image) const {
  if (edits_.done(image) > 0) return 2;
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
        image::LabelMap{photo_size, shown(*raw(layer, session_->image), catalogue_.table())});
  };
  return context;
}

json Model::session_facts() const {
  const auto& [image, start] = *session_;
  return {{"done", edits_.done(image)},
          {"map", sum_of(shown(edits_.map(image, start), catalogue_.table()))},
          {"drawn", sum_of(edits_.drawn(image))}};
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
  facts["edits"] = edits_.facts(catalogue_.table());
  facts["exports"] = exports_;
  return facts;
}

}  // namespace torture
