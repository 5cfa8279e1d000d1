#pragma once

#include <filesystem>
#include <vector>

namespace penumbra::formats {

/// A new folder beside `place` to work in. It goes with all that is in it, and with the parents of
/// `place` that were made for it, unless something was put in place.
class UnfinishedFolder {
 public:
  /// Throws Error where it can't be made.
  explicit UnfinishedFolder(std::filesystem::path place);
  ~UnfinishedFolder();
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Puts the folder itself, or a file in it, in its place. Throws Error.
  void finish();
  void finish(const std::filesystem::path& file);

 private:
  std::filesystem::path place_;
  std::filesystem::path path_;
  std::vector<std::filesystem::path> made_parents_;  ///< the deepest first
};

}  // namespace penumbra::formats
