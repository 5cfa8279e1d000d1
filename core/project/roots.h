#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "project/project.h"

/// The folders that photos lie in, and photos that have gone elsewhere.
namespace penumbra::project {

struct Root {
  std::int64_t id = 0;
  std::filesystem::path path;  ///< as it was when added or relinked
  std::string format;  ///< of the data set that it holds; empty for a folder of single photos
};
std::vector<Root> roots(const Project& project);

/// The number of the root `folder`, which is added where it is new.
std::int64_t add_root(Project& project, const std::filesystem::path& folder,
                      const std::string& format);

/// Gives photos their roots: the folder of a data set for what lies below it, unless a root of the
/// project holds that folder already; for another photo its own folder. Roots are added when they
/// are first needed. All paths are true ones (see true_folder).
class RootFinder {
 public:
  RootFinder(Project& project, std::filesystem::path folder, std::string format);
  /// The root's number, and the path below it with '/'.
  std::pair<std::int64_t, std::string> operator()(const std::filesystem::path& photo);

 private:
  std::optional<std::pair<std::int64_t, std::string>> known(
      const std::filesystem::path& photo) const;

  Project& project_;
  std::filesystem::path folder_;
  std::string format_;
  std::vector<std::pair<std::filesystem::path, std::int64_t>> roots_;
};

/// Forgets roots that no image lies in.
void remove_empty_roots(Project& project);

/// Looks which photos are still there and notes it. Returns how many are missing.
std::int64_t find_photos(Project& project, int threads, JobControl& control,
                         ProgressSink& progress);

struct RelinkSummary {
  std::int64_t relinked = 0;
  std::int64_t missing = 0;  ///< of those asked for, not found in the new place
};

/// Photos that lay in `old_place` (a root, a folder below one, or one photo) now lie in
/// `new_place`: at the same path below it, else anywhere below it with the same content. A photo
/// of another content is never taken. Throws Error where the project has no photo in `old_place` or
/// there is nothing at `new_place`.
RelinkSummary relink(Project& project, const std::filesystem::path& old_place,
                     const std::filesystem::path& new_place, int threads, JobControl& control,
                     ProgressSink& progress);

}  // namespace penumbra::project
