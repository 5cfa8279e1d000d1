#include "label/layer.h"

#include <algorithm>
#include <optional>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"

namespace penumbra::label {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path description(const fs::path& folder) { return folder / "labels.json"; }

/// labels.json, or nothing where it is not there or is none of ours.
std::optional<json> read_description(const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(description(folder), code)) return std::nullopt;
  auto object = parse_json_or_discard(read_file(description(folder)));
  if (!object.is_object() || !object.contains("settings") || !object["settings"].is_object() ||
      !object.value("finished", json()).is_boolean()) {
    return std::nullopt;
  }
  return object;
}

/// Names of files may be no UTF-8: U+FFFD stands for what is none.
std::string text_of(const json& object, int indent) {
  return json_text(object, indent, json::error_handler_t::replace);
}

std::string differences(const json& before, const json& now) {
  std::string text;
  for (const auto& [name, value] : now.items()) {
    const auto old = before.value(name, json());
    if (old != value) {
      text += (text.empty() ? "" : ", ") + name + " was " + json_text(old) + " and is " +
              json_text(value);
    }
  }
  return text;
}

}  // namespace

fs::path mask_file(const fs::path& folder, const std::string& id) {
  const auto relative = fs::path(id + ".png");
  const bool climbs = std::ranges::any_of(relative, [](const auto& part) { return part == ".."; });
  if (id.empty() || relative.is_absolute() || climbs) {
    throw Error("is no name for an image", "\"" + id + "\"", "Rename the image");
  }
  return folder / relative;
}

bool finished_layer(const fs::path& folder, const json& settings) {
  const auto found = read_description(folder);
  return found && (*found)["finished"].get<bool>() && (*found)["settings"] == settings;
}

Layer::Layer(fs::path folder, json settings)
    : folder_(std::move(folder)), settings_(std::move(settings)) {
  std::error_code code;
  if (fs::exists(folder_, code) && !fs::is_directory(folder_, code)) {
    throw Error("is a file", folder_.string(), "Choose another folder for the labels");
  }
  if (fs::exists(folder_, code) && !fs::is_empty(folder_, code)) {
    const auto found = read_description(folder_);
    if (!found) {
      throw Error("is not empty and holds no label layer", folder_.string(),
                  "Choose another folder for the labels");
    }
    if ((*found)["finished"].get<bool>()) {
      throw Error("holds a finished label layer already", folder_.string(),
                  "Choose another folder for the labels, or remove this one");
    }
    const auto different = differences((*found)["settings"], settings_);
    if (!different.empty()) {
      throw Error("holds an unfinished layer of other options: " + different, folder_.string(),
                  "Choose another folder for the labels, or give the same options");
    }
    return;
  }
  make_folder(folder_);
  write_file_atomically(description(folder_),
                        text_of({{"settings", settings_}, {"finished", false}}, 2) + "\n");
}

bool Layer::has(const std::string& id) const {
  std::error_code code;
  return fs::exists(file(id), code);
}

void Layer::finish(const json& summary) const {
  json object = {{"settings", settings_}, {"finished", true}};
  object.update(summary);
  write_file_atomically(description(folder_), text_of(object, 2) + "\n");
}

}  // namespace penumbra::label
