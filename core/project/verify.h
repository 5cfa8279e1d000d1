#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/job.h"
#include "project/project.h"

namespace penumbra::project {

/// What was looked at, and what is wrong with it.
struct VerifyReport {
  std::int64_t files = 0;  ///< of label layers
  std::int64_t bytes = 0;
  std::int64_t edited_images = 0;
  std::int64_t operations = 0;

  std::vector<std::string> database;            ///< what SQLite's own checks say
  std::vector<std::filesystem::path> damaged;   ///< files with another checksum
  std::vector<std::filesystem::path> missing;   ///< files that a row names
  std::vector<std::filesystem::path> orphaned;  ///< files that no row names
  std::vector<std::string> histories;           ///< that do not apply, and why

  bool clean() const {
    return database.empty() && damaged.empty() && missing.empty() && orphaned.empty() &&
           histories.empty();
  }
};

/// Reads the whole project: the catalogue (PRAGMA quick_check and foreign_key_check), the checksum
/// of each layer file, and each history from its saved map to both of its ends. Changes nothing.
/// Files that are written meanwhile may be reported as orphaned.
VerifyReport verify(const Project& project, JobControl& control, ProgressSink& progress);

/// What was removed.
struct Removed {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};

/// Removes what a crash can leave: temporary files, and layer files that no row names. Nothing may
/// be writing them; those that were written after `until` stay.
Removed remove_leftovers(Project& project, std::filesystem::file_time_type until =
                                               std::filesystem::file_time_type::max());

/// As above for what was there when the project was opened, so that a job may go on meanwhile, and
/// rewrites the catalogue without its gaps.
Removed vacuum(Project& project);

}  // namespace penumbra::project
