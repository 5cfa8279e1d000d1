#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "project/torture/catalogue_model.h"
#include "project/torture/edits_model.h"

namespace soak {

/// The project that the window works on, worked out without one: what each step makes of it.
class Model {
 public:
  /// As make_project leaves it; `layers`: what facts_of says of its layers, which never change.
  explicit Model(nlohmann::json layers);

  /// The states that the disk goes through during a step, in order; the last is the step's end.
  std::vector<Model> stages(const nlohmann::json& step) const;

  /// All that must be found in the project: as facts_of gives it, but for numbers, exports and
  /// layers that are not those of the beginning.
  nlohmann::json facts() const;
  /// Those of a project, brought to the same.
  static nlohmann::json comparable(nlohmann::json facts, const nlohmann::json& layers);
  const nlohmann::json& layers() const { return layers_; }
  /// Of one image, as the window shows it.
  nlohmann::json image_facts(const std::string& image) const;
  /// As facts_of gives an export of a layer.
  nlohmann::json export_facts(const std::string& layer) const;

 private:
  void edit(const std::string& image, const nlohmann::json& operation);
  void change(const nlohmann::json& step);
  torture::EditsModel::Samples start(const std::string& image) const;
  torture::EditsModel::Samples raw(const std::string& layer, const std::string& image) const;
  penumbra::edit::Context context(const std::string& image) const;
  int state(const std::string& image) const;

  nlohmann::json layers_;
  torture::CatalogueModel catalogue_;
  torture::EditsModel edits_;
  std::map<std::string, int> reviews_;  ///< looks at an image that is reviewed
};

}  // namespace soak
