#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "project/thumbnail.h"

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace penumbra::project {

/// Encoded thumbnails in an SQLite database of limited size, at most one a photo and edge length:
/// that of a changed photo takes the place of the old one. Those that were not used for the longest
/// time go first. Nothing here is worth an error: a file that is damaged or of another version is
/// replaced by an empty one, and while nothing can be written (full disk, read-only folder)
/// thumbnails are not kept. Both are said in the log. Any thread may call.
class ThumbnailCache {
 public:
  /// Takes one line. Called on the thread that noticed, and must not call the cache.
  using Log = std::function<void(const std::string&)>;

  static constexpr std::uint64_t default_limit = std::uint64_t{512} << 20;

  /// `file` and its folder are made where they are missing. `limit`: bytes that the file may have
  /// after each batch (an empty one has about 30 KiB).
  explicit ThumbnailCache(std::filesystem::path file, std::uint64_t limit = default_limit,
                          Log log = {});
  /// Writes what is still to be written.
  ~ThumbnailCache();
  ThumbnailCache(const ThumbnailCache&) = delete;
  ThumbnailCache& operator=(const ThumbnailCache&) = delete;

  /// What was kept for this photo in this very state; counts as a use of it.
  std::optional<std::vector<std::uint8_t>> find(const PhotoVersion& photo, int edge);

  /// Found from now on; written in batches.
  void keep(const PhotoVersion& photo, int edge, std::vector<std::uint8_t> jpeg);

  /// Writes the batch under way, and which thumbnails were used.
  void flush();

 private:
  struct Entry {
    PhotoVersion photo;
    std::vector<std::uint8_t> jpeg;
    std::int64_t used = 0;
  };
  struct Batch {
    std::map<std::pair<std::int64_t, int>, Entry> kept;  ///< by image and edge
    std::map<std::int64_t, std::int64_t> used;           ///< entry's id -> when
  };

  void open();
  void start_anew(std::string_view reason);
  void write_batch();
  void write(const Batch& batch);
  void keep_to_limit();
  void fail(const SQLite::Exception& error);
  void complain(const std::string& text);

  const std::filesystem::path file_;
  const std::uint64_t limit_;
  const Log log_;

  std::mutex mutex_;
  std::unique_ptr<SQLite::Database> database_;  ///< none while it cannot be opened
  Batch batch_;
  std::int64_t clock_ = 0;  ///< counts uses
  std::string complaint_;   ///< the last one since something was written
};

}  // namespace penumbra::project
