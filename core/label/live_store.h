#pragma once

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "project/thumbnail.h"

namespace SQLite {
class Database;
}

namespace penumbra::label {

/// Patch features of images in an SQLite file of limited size, those of one encoder: what live
/// labels read of each image. Those that were not used for the longest time go first. A file that
/// is damaged or of another version is replaced by an empty one. Any thread may call.
class LiveStore {
 public:
  struct Entry {
    torch::Tensor features;      ///< D x h x w, half precision; kept in 8 bits (byte_features.h)
    torch::Tensor start_labels;  ///< h x w of int64; undefined where there are none
    std::string tags;            ///< that the start labels were made with
  };

  /// limit: bytes that all entries may have together.
  LiveStore(std::filesystem::path file, std::uint64_t limit);
  ~LiveStore();
  LiveStore(const LiveStore&) = delete;
  LiveStore& operator=(const LiveStore&) = delete;

  /// Of the photo in this very state; counts as a use of it. Nothing where there is none.
  std::optional<Entry> find(const project::PhotoVersion& photo);
  /// Which photos have features in this very state, as indices into `photos`.
  std::vector<std::size_t> known(std::span<const project::PhotoVersion> photos);
  /// The images whose start labels were made with these tags, as indices into `photos`.
  std::vector<std::size_t> with_start_labels(std::span<const project::PhotoVersion> photos,
                                             std::span<const std::string> tags);
  /// Writes entries in one transaction, in place of what the images had. Throws Error where the
  /// disk can't be written.
  void keep(std::span<const std::pair<project::PhotoVersion, Entry>> entries);

  /// What the labels of an image that were written last were made from; 0: none were.
  std::uint64_t written(std::int64_t image);
  void set_written(std::span<const std::pair<std::int64_t, std::uint64_t>> images);

 private:
  void open();

  const std::filesystem::path file_;
  const std::uint64_t limit_;
  std::mutex mutex_;
  std::unique_ptr<SQLite::Database> database_;
  std::int64_t clock_ = 0;       ///< counts uses
  std::set<std::int64_t> used_;  ///< since the last time that was written
};

}  // namespace penumbra::label
