#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "project/catalogue.h"
#include "project/history.h"
#include "project/layers.h"

namespace torture {

inline constexpr auto labelled_layer = "cam", edited_layer = "mine";

/// Where the photos lie, what is made of them, and where it is exported to.
struct Places {
  std::filesystem::path photos, project, exports;
};
inline constexpr int folder_count = 12;

/// Works in a project, step by step. A step is a JSON object, of which only `carry_out` and
/// `Model::stages` know what it means.
class Worker {
 public:
  Worker(penumbra::project::Project& project, const Places& places, unsigned seed);

  /// A step that can be carried out now; of a kind, or null where there is none.
  nlohmann::json choose();
  nlohmann::json choose(const std::string& kind);
  static const std::vector<std::string>& kinds();

  /// It is on the disk when this returns. Gives the same as Model::session_facts after operations
  /// on the open image, else null.
  nlohmann::json carry_out(const nlohmann::json& step);
  /// Waits until the operations on the open image are on the disk.
  nlohmann::json flush();

 private:
  int below(std::size_t limit) { return static_cast<int>(random_() % limit); }
  template <class List>
  auto& any_of(List& list) {
    return list[random_() % list.size()];
  }
  std::string any_label();
  nlohmann::json point();
  nlohmann::json operation();
  nlohmann::json choose_change(const std::string& kind);
  nlohmann::json choose_tags();
  nlohmann::json choose_export();
  void import(int folder);
  void label(const nlohmann::json& step);
  void edit(const nlohmann::json& step);
  void change(const nlohmann::json& step);
  void export_labels(const nlohmann::json& step);
  penumbra::project::ImageId id(const std::string& image) const;
  std::vector<std::string> images() const;
  std::vector<std::string> run_layers() const;
  std::vector<std::string> layers_of_open_image() const;

  penumbra::project::Project& project_;
  penumbra::project::Layers layers_;
  Places places_;
  std::mt19937 random_;
  std::string open_image_;
  std::unique_ptr<penumbra::project::EditSession> session_;
};

}  // namespace torture
