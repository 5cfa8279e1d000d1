#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace penumbra::dataset {

/// The photos in a folder and below, in alphabetical order; hidden folders and those that hold
/// masks (masks, SegmentationClass..., SegmentationObject...) are passed over.
class PhotoTree {
 public:
  explicit PhotoTree(std::filesystem::path root);

  const std::filesystem::path& root() const { return root_; }
  std::size_t size() const { return paths_.size(); }
  /// Relative to the root.
  const std::filesystem::path& path(std::size_t index) const { return paths_[index]; }
  /// The path without its extension, or with it where two photos differ in nothing else.
  std::string id(std::size_t index) const;

  /// The photos that a path below the root, a file name, or either without its extension names.
  std::vector<std::size_t> find(std::string_view name) const;

 private:
  std::filesystem::path root_;
  std::vector<std::filesystem::path> paths_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_path_, by_bare_path_, by_name_,
      by_stem_;
};

}  // namespace penumbra::dataset
