#include "project/torture/worker.h"

#include "edit/operation_json.h"
#include "formats/export.h"
#include "project/classes.h"
#include "project/edit_context.h"
#include "project/import.h"
#include "project/import_labels.h"
#include "project/project_data.h"
#include "project/project_labels.h"
#include "project/select.h"
#include "project/tags.h"
#include "project/torture/model.h"
#include "project/torture/photos.h"

namespace torture {

using namespace penumbra;
using nlohmann::json;

namespace {

/// So few that maps are saved in the background, too.
constexpr int operations_a_map = 7;

}  // namespace

Worker::Worker(project::Project& project, const Places& places, unsigned seed)
    : project_(project), layers_(project), places_(places), random_(seed) {}

json Worker::carry_out(const json& step) {
  const auto kind = step.at("do").get<std::string>();
  if (kind == "import") {
    import(step.at("folder"));
  } else if (kind == "label") {
    label(step);
  } else if (kind == "layer") {
    project::Layer layer;
    layer.name = step.at("layer");
    layer.kind = project::LayerKind::Refined;
    layers_.create(std::move(layer));
  } else if (kind == "drop") {
    layers_.remove(layers_.named(step.at("layer").get<std::string>()).id);
  } else if (kind == "open") {
    session_.reset();
    open_image_ = step.at("image");
    session_ = std::make_unique<project::EditSession>(project_, layers_.named(edited_layer).id,
                                                      id(open_image_), operations_a_map);
    return flush();
  } else if (kind == "export") {
    export_labels(step);
  } else if (kind == "edit" || kind == "undo" || kind == "redo" || kind == "merge_base") {
    edit(step);
    return flush();
  } else if (kind == "save") {
    session_->close();
  } else {
    change(step);
    if (session_) session_->refresh_classes();
  }
  return {};
}

json Worker::flush() {
  session_->flush();
  int done = 0;
  for (const auto& operation : session_->history()) done += operation.done;
  return {{"done", done},
          {"map", sum_of(session_->map().labels)},
          {"drawn", sum_of(session_->drawn())}};
}

void Worker::import(int folder) {
  JobControl control;
  NoProgress silent;
  const auto data = dataset::read(places_.photos / folder_name(folder), {}, control, silent);
  project::import_images(project_, data, 2, control, silent);
  project::import_truth(project_, data, "truth", 2, control, silent);
}

void Worker::label(const json& step) {
  project::ImageLabels labels{id(step.at("image")), {}, {}, {}};
  for (auto& [part, samples] : label_parts(step)) {
    if (part == project::map_part) {
      labels.map = {photo_size, samples};
      continue;
    }
    image::ScoreMap scores{photo_size, std::vector<float>(samples.size())};
    for (std::size_t i = 0; i < samples.size(); ++i)
      scores.scores[i] = static_cast<float>(samples[i]) / 255.0F;
    if (part == project::uncertainty_part)
      labels.uncertainty = std::move(scores);
    else
      labels.scores.emplace_back(static_cast<std::uint8_t>(part), std::move(scores));
  }
  layers_.write(layers_.named(step.at("layer").get<std::string>()).id, labels);
}

void Worker::edit(const json& step) {
  const auto kind = step.at("do").get<std::string>();
  if (kind == "merge_base") {
    session_->merge(layers_.read_raw(layers_.named(labelled_layer).id, id(open_image_)));
  } else if (kind == "edit") {
    const auto context = project::edit_context(project_, id(open_image_), 1);
    for (const auto& object : step.at("operations")) {
      const auto operation = edit::parse_operation(object, project::label_names(project_), "step");
      session_->paint([&](edit::Canvas canvas) { return edit::apply(operation, canvas, context); });
      session_->commit(edit::name(operation), object);
    }
  } else {
    for (int i = 0; i < step.at("times").get<int>(); ++i)
      kind == "undo" ? session_->undo() : session_->redo();
  }
}

void Worker::change(const json& step) {
  const auto kind = step.at("do").get<std::string>();
  if (kind == "tag") {
    std::vector<project::ImageId> ids;
    for (const auto& image : step.at("images")) ids.push_back(id(image));
    project::edit_tags(project_, ids, step.at("add").get<std::vector<int>>(),
                       step.at("remove").get<std::vector<int>>());
  } else if (kind == "add_class") {
    project::add_class(project_, step.at("name"));
  } else if (kind == "rename_class") {
    project::rename_class(project_, step.at("value"), step.at("name"));
  } else if (kind == "remove_class") {
    project::remove_class(project_, step.at("value"), step.at("becomes"));
  } else if (kind == "merge_classes") {
    project::merge_classes(project_, step.at("value"), step.at("into"));
  } else if (kind == "undo_change") {
    project::undo_change(project_);
  } else if (kind == "redo_change") {
    project::redo_change(project_);
  } else {
    throw std::invalid_argument("no step of this name: " + kind);
  }
}

void Worker::export_labels(const json& step) {
  const auto data = project::read_data(project_, "");
  const auto layer = layers_.named(step.at("layer").get<std::string>()).id;
  const auto place = places_.exports / step.at("place").get<std::string>();
  JobControl control;
  NoProgress silent;
  formats::export_labels({data.dataset, project::labels_of(project_, data, layer), "", 2},
                         place.extension() == ".npz" ? "npz" : "voc", place, control, silent);
}

project::ImageId Worker::id(const std::string& image) const {
  return project::find_image(project_, image);
}

std::vector<std::string> Worker::images() const {
  std::vector<std::string> names;
  for (const auto& row : project::rows(project_, project::select(project_, {})))
    names.push_back(row.name);
  return names;
}

std::vector<std::string> Worker::run_layers() const {
  std::vector<std::string> names;
  for (const auto& layer : layers_.list())
    if (layer.kind == project::LayerKind::Refined) names.push_back(layer.name);
  return names;
}

std::vector<std::string> Worker::layers_of_open_image() const {
  std::vector<std::string> names;
  for (const auto& layer : layers_.list())
    if (layer.kind != project::LayerKind::Edited && layers_.has(layer.id, id(open_image_)))
      names.push_back(layer.name);
  return names;
}

}  // namespace torture
