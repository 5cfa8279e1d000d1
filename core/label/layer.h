#pragma once

#include <filesystem>
#include <string>

#include "base/json.h"

namespace penumbra::label {

/// The mask of an image in a folder of masks: id.png, '/' in the id makes sub-folders. Throws Error
/// for an id that points out of the folder.
std::filesystem::path mask_file(const std::filesystem::path& folder, const std::string& id);

/// Whether `folder` holds a finished layer of these settings.
bool finished_layer(const std::filesystem::path& folder, const nlohmann::json& settings);

/// A label layer that is being written: masks, and labels.json, an object with "settings" (what
/// decides the labels), "finished", and what `finish` adds.
class Layer {
 public:
  /// Starts a layer in a folder that does not exist or is empty, or goes on with an unfinished one
  /// of the same settings. Throws Error for any other folder, or one that can't be written.
  Layer(std::filesystem::path folder, nlohmann::json settings);

  std::filesystem::path file(const std::string& id) const { return mask_file(folder_, id); }
  /// Whether the image was labelled before.
  bool has(const std::string& id) const;
  /// Marks the layer as finished; `summary` is an object.
  void finish(const nlohmann::json& summary) const;

 private:
  std::filesystem::path folder_;
  nlohmann::json settings_;
};

}  // namespace penumbra::label
