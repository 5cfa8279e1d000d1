#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/file_lock.h"
#include "base/job.h"
#include "project/database.h"

namespace penumbra::project {

/// A project's folder: the catalogue (project.sqlite), `layers/`, `runs/` and `cache/`. Photos stay
/// where they are. One process may write at a time, any number may read. Safe for several threads.
class Project {
 public:
  /// Makes a new project in `folder`, which must not exist or be empty. Throws Error.
  static std::unique_ptr<Project> create(const std::filesystem::path& folder);

  /// Opens one. An older schema is brought up to date (for writing), what a crash has left is
  /// mended, and messages say so. Throws Error where it is none, is open for writing in another
  /// process, or was written by a newer program.
  static std::unique_ptr<Project> open(const std::filesystem::path& folder, Access access,
                                       ProgressSink& progress);

  /// The process that has a project open for writing; 0 where none has.
  static int writer(const std::filesystem::path& folder);

  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  ~Project();

  Database& database() { return database_; }
  const Database& database() const { return database_; }
  bool writable() const { return database_.writable(); }

  const std::filesystem::path& folder() const { return folder_; }
  /// When this was opened, as files have it.
  std::filesystem::file_time_type opened() const { return opened_; }
  std::filesystem::path layers() const { return folder_ / "layers"; }
  std::filesystem::path runs() const { return folder_ / "runs"; }
  std::filesystem::path cache() const { return folder_ / "cache"; }

  /// Where a photo lies. `root` is a number of the table `roots`, `path` relative to it.
  std::filesystem::path photo(std::int64_t root, const std::string& path) const;
  /// To be called after roots have changed.
  void find_roots();

 private:
  Project(std::filesystem::path folder, Access access, std::optional<FileLock> lock);
  void mend(ProgressSink& progress);
  /// A project that was moved or copied together with its photos finds those beside it.
  void follow_move();

  std::filesystem::path folder_;
  std::filesystem::file_time_type opened_ = std::filesystem::file_time_type::clock::now();
  std::optional<FileLock> lock_;
  Database database_;
  mutable std::mutex mutex_;
  std::map<std::int64_t, std::filesystem::path> roots_;
};

}  // namespace penumbra::project
