#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "edit/operation.h"
#include "project/torture/catalogue_model.h"
#include "project/torture/edits_model.h"

namespace torture {

/// A project worked out without one, as plain values: what each step makes of it.
class Model {
 public:
  /// A new project has a layer of each, `edited` over `labelled`.
  Model(const std::string& labelled, const std::string& edited);

  /// The states that the disk goes through during a step, in order; the last is the step's end.
  std::vector<Model> stages(const nlohmann::json& step) const;

  /// All that can be seen of a project, as `facts_of` in facts.h gives it.
  nlohmann::json facts() const;
  /// Of the image that is open for editing, as it is reported after each of its operations.
  nlohmann::json session_facts() const;

  /// The program has ended: no image is open.
  void close_session() { session_.reset(); }

 private:
  struct Layer {
    std::string kind;
    std::map<std::string, std::shared_ptr<const Parts>> images;
  };
  struct Session {
    std::string image;
    EditsModel::Samples start;
  };

  void import(int folder, const std::function<void()>& reached);
  void move_changes(const nlohmann::json& step);
  void open(const std::string& image);
  void paint(const nlohmann::json& operation);
  void merge_base();
  void move(bool forward);
  void keep_export(const std::string& place, const std::string& layer);

  /// Nothing where the layer has no map of the image.
  std::optional<EditsModel::Samples> raw(const std::string& layer, const std::string& image) const;
  int state(const std::string& image) const;
  penumbra::edit::Context context() const;

  std::string labelled_, edited_;
  CatalogueModel catalogue_;
  std::map<std::string, Layer> layers_;
  EditsModel edits_{photo_size};
  std::optional<Session> session_;
  std::map<std::string, nlohmann::json> exports_;
};

}  // namespace torture
