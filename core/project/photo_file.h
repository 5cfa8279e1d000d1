#pragma once

#include <cstdint>
#include <filesystem>
#include <map>

namespace penumbra::project {

/// What tells whether a photo has changed.
struct PhotoFile {
  bool found = false;
  std::int64_t bytes = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  std::uint64_t hash = 0;     ///< XXH3-64, where it was asked for
};

/// All but the hash; one look at the folder's entry.
PhotoFile photo_stamp(const std::filesystem::path& file);

/// A folder without links and detours, so that each place has one name; it need not exist.
std::filesystem::path true_folder(const std::filesystem::path& folder);

/// The same for the photos of a data set, whose folders are looked at once.
class TruePaths {
 public:
  explicit TruePaths(const std::filesystem::path& root);
  const std::filesystem::path& root() const { return true_root_; }
  std::filesystem::path operator()(const std::filesystem::path& photo);

 private:
  std::filesystem::path root_, true_root_;
  std::map<std::filesystem::path, std::filesystem::path> others_;
};

}  // namespace penumbra::project
