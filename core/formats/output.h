#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/job.h"

namespace penumbra::formats {

/// A file of an export that is written from its start to its end by one thread, for what is longer
/// than memory.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  /// Throws Error (full disk, ...).
  virtual void append(std::string_view bytes) = 0;
  /// Writes what is left. Throws Error.
  virtual void close() = 0;
};

/// Where an export's files go. Dropped without `finish`, nothing of it stays.
class Output {
 public:
  /// Errors call it `place`.
  explicit Output(std::filesystem::path place) : place_(std::move(place)) {}
  virtual ~Output() = default;
  /// Adds a file of a relative path with '/' between. Called from several threads at once.
  /// Throws Error for a path that leaves the export, a full disk and the like.
  void add(const std::string& name, std::string_view bytes);
  /// Starts a file that is to be closed before `finish`. Throws Error.
  std::unique_ptr<OutputFile> open(const std::string& name);
  /// Puts all that was added in its place. Throws Error, Cancelled.
  virtual void finish(JobControl& control) = 0;
  const std::filesystem::path& place() const { return place_; }

 private:
  virtual void write(const std::string& name, std::string_view bytes) = 0;
  virtual std::unique_ptr<OutputFile> start(const std::string& name) = 0;
  /// Calls `work`; errors name the file as it will be, not the passing one.
  void with_name(const std::string& name, const std::function<void()>& work) const;

  std::filesystem::path place_;
};

/// The output for `place` (absolute): an archive where it ends in ".zip" or in `archive`; else a
/// folder, in which a format with an `archive` ending of its own has one archive SPLIT.ending.
/// Throws Error where something is there already.
std::unique_ptr<Output> open_output(const std::filesystem::path& place, const std::string& archive,
                                    const std::string& split);

}  // namespace penumbra::formats
