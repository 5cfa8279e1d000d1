#include "soak/model.h"

#include <algorithm>

#include "edit/operation_json.h"
#include "soak/photos.h"

namespace soak {

using namespace penumbra;
using nlohmann::json;
using torture::EditsModel;
using torture::shown;
using torture::sum_of;

Model::Model(json layers) : layers_(std::move(layers)), edits_(photo_size) {
  catalogue_.import_images(photo_folder(0));
}

std::vector<Model> Model::stages(const json& step) const {
  std::vector<Model> all;
  Model next = *this;
  const auto kind = step.at("do").get<std::string>();
  if (kind == "edit") {
    next.edit(step.at("image"), step.at("operation"));
  } else if (kind == "move") {
    next.edits_.move(step.at("image"), step.at("by") > 0);
  } else if (kind == "walk") {
    const std::string image = step.at("image");
    const std::size_t done = step.at("done");
    while (next.edits_.done(image) != done) {
      next.edits_.move(image, next.edits_.done(image) < done);
      all.push_back(next);
    }
  } else if (kind == "import") {
    const auto folder = photo_folder(step.at("folder"));
    next.catalogue_.import_classes(folder.classes);
    all.push_back(next);
    next.catalogue_.import_images(folder);
  } else if (kind != "export") {
    next.change(step);
  }
  all.push_back(std::move(next));
  return all;
}

void Model::change(const json& step) {
  const auto kind = step.at("do").get<std::string>();
  if (kind == "tag") {
    catalogue_.edit_tags(step.at("images"), step.at("add"), step.at("remove"));
  } else if (kind == "add_class") {
    catalogue_.add_class(step.at("name"));
  } else if (kind == "rename_class") {
    catalogue_.rename_class(step.at("value"), step.at("name"));
  } else if (kind == "merge_classes") {
    catalogue_.merge_classes(step.at("value"), step.at("into"));
  } else if (kind == "remove_class") {
    catalogue_.remove_class(step.at("value"), step.at("becomes"));
  } else if (kind == "undo_change") {
    catalogue_.undo();
  } else if (kind == "redo_change") {
    catalogue_.redo();
  } else if (kind == "review") {
    auto& looks = reviews_[step.at("image")];
    if (looks == 0 || step.at("second")) ++looks;
  } else if (kind == "take_back") {
    auto& looks = reviews_[step.at("image")];
    looks = std::max(0, looks - 1);
  } else if (kind == "mark") {
    for (const std::string image : step.at("images")) {
      auto& looks = reviews_[image];
      looks = step.at("reviewed") ? std::max(1, looks) : 0;
    }
  } else {
    throw std::invalid_argument("no step of this name: " + kind);
  }
}

void Model::edit(const std::string& image, const json& operation) {
  edits_.paint(image, start(image),
               edit::parse_operation(operation, edit::LabelNames(catalogue_.names()), "step"),
               catalogue_.table(), context(image));
}

EditsModel::Samples Model::start(const std::string& image) const {
  if (has_labels(image)) return labels(image, base_layer);
  return EditsModel::Samples(photo_size.area(), image::ignore_label);
}

EditsModel::Samples Model::raw(const std::string& layer, const std::string& image) const {
  return layer == edited_layer ? edits_.map(image, start(image)) : labels(image, layer);
}

edit::Context Model::context(const std::string& image) const {
  edit::Context context;
  const auto photo = [image] { return std::make_shared<const image::Image>(photo_pixels(image)); };
  context.photo = photo;
  context.superpixels = [photo](int size) {
    return std::make_shared<const edit::Superpixels>(edit::compute_superpixels(*photo(), size));
  };
  context.layer = [this, image](const std::string& layer) {
    return std::make_shared<const image::LabelMap>(
        image::LabelMap{photo_size, shown(raw(layer, image), catalogue_.table())});
  };
  context.score = [this, image](const std::string&, std::uint8_t label) {
    auto map = std::make_shared<image::ScoreMap>(
        image::ScoreMap{photo_size, std::vector<float>(photo_size.area())});
    for (const auto value : scored_classes()) {
      if (catalogue_.table()[value] != label) continue;
      const auto samples = scores(image, value);
      for (std::size_t i = 0; i < samples.size(); ++i)
        map->scores[i] = std::max(map->scores[i], static_cast<float>(samples[i]) / 255.0F);
    }
    return map;
  };
  return context;
}

int Model::state(const std::string& image) const {
  if (const auto looks = reviews_.find(image); looks != reviews_.end() && looks->second > 0)
    return 3;
  return edits_.done(image) > 0 ? 2 : has_labels(image) ? 1 : 0;
}

json Model::facts() const {
  json facts;
  facts["classes"] = catalogue_.class_facts();
  facts["changes"] = catalogue_.change_facts();
  for (const auto& [name, image] : catalogue_.images())
    facts["images"][name] = {{"tagged", image.tagged},
                             {"tags", image.tags},
                             {"splits", json::array({image.split})},
                             {"state", state(name)}};
  facts["layers"] = layers_;
  facts["edits"] = edits_.facts(catalogue_.table());
  return facts;
}

json Model::comparable(json facts, const json& layers) {
  facts.erase("exports");
  for (auto& image : facts["images"]) image.erase("numbers");
  json kept = json::object();
  for (const auto& [name, layer] : facts["layers"].items())
    if (layers.contains(name)) kept[name] = layer;
  facts["layers"] = kept;
  return facts;
}

json Model::image_facts(const std::string& image) const {
  return {{"done", edits_.done(image)},
          {"count", edits_.count(image)},
          {"shown", sum_of(shown(edits_.map(image, start(image)), catalogue_.table()))}};
}

json Model::export_facts(const std::string& layer) const {
  const auto [ids, classes] = catalogue_.export_classes();
  json facts{{"classes", classes}};
  for (const auto& [name, image] : catalogue_.images())
    if (has_labels(name) || (layer == edited_layer && edits_.has(name)))
      facts["images"][name.substr(0, name.rfind('.'))] =
          sum_of(shown(shown(raw(layer, name), catalogue_.table()), ids));
  return facts;
}

}  // namespace soak
