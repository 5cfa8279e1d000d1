#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/job.h"

namespace penumbra::formats {

/// Where an export's files go. Dropped without `finish`, nothing of it stays.
class Output {
 public:
  /// Errors call it `place`.
  explicit Output(std::filesystem::path place) : place_(std::move(place)) {}
  virtual ~Output() = default;
  /// Adds a file of a relative path with '/' between. Called from several threads at once.
  /// Throws Error for a path that leaves the export, a full disk and the like.
  void add(const std::string& name, std::string_view bytes);
  /// Puts all that was added in its place. Throws Error, Cancelled.
  virtual void finish(JobControl& control) = 0;
  const std::filesystem::path& place() const { return place_; }

 private:
  virtual void write(const std::string& name, std::string_view bytes) = 0;

  std::filesystem::path place_;
};

/// The output for `place` (absolute): an archive where it ends in ".zip" or in `archive`; else a
/// folder, in which a format with an `archive` ending of its own has one archive SPLIT.ending.
/// Throws Error where something is there already.
std::unique_ptr<Output> open_output(const std::filesystem::path& place, const std::string& archive,
                                    const std::string& split);

}  // namespace penumbra::formats
