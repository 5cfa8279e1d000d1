#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "project/torture/photos.h"

namespace torture {

/// Images, tags and classes of a project with their history, worked out without one.
class CatalogueModel {
 public:
  struct Image {
    bool tagged = false;
    std::set<int> tags;
    std::string split;
  };

  /// The values of the classes, which are added where they are missing.
  std::vector<int> import_classes(const std::vector<std::string>& names);
  void import_images(const PhotoFolder& folder);

  void edit_tags(const std::vector<std::string>& images, const std::vector<int>& add,
                 const std::vector<int>& remove);
  void add_class(const std::string& name);
  void rename_class(int value, const std::string& name);
  void merge_classes(int from, int into);
  void remove_class(int value, int becomes);
  void undo();
  void redo();

  const std::map<std::string, Image>& images() const { return images_; }
  /// What each value counts as.
  std::array<std::uint8_t, 256> table() const;
  /// The names of the classes in use.
  std::map<std::uint8_t, std::string> names() const;
  /// The values of the classes in use, in their order.
  std::vector<int> order() const;
  /// The ids of values in an export, and the names of the classes there.
  std::pair<std::array<std::uint8_t, 256>, std::vector<std::string>> export_classes() const;

  nlohmann::json class_facts() const;
  nlohmann::json change_facts() const;

 private:
  struct Class {
    std::string name;
    int position = 0;
    std::optional<int> becomes;
  };
  using Tagging = std::pair<int, std::string>;
  struct Change {
    std::set<Tagging> added, removed;
    std::set<std::string> became_tagged;
    std::optional<int> value;     ///< of the class that changes
    std::optional<Class> before;  ///< nothing for a new one
    std::optional<Class> after;
    bool undone = false;
  };

  std::optional<int> former_value(const std::string& name) const;
  std::pair<int, Class> new_class(const std::string& name) const;
  bool in_use(const std::string& name, int but) const;
  std::set<Tagging> taggings(int value) const;
  void commit(Change change);
  void carry_out(Change& change, bool forward);

  std::map<int, Class> classes_;
  std::map<std::string, int> former_names_;  ///< that classes had before they were renamed
  std::map<std::string, Image> images_;
  std::vector<Change> changes_;
};

}  // namespace torture
