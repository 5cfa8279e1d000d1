#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "project/edited_image.h"

namespace penumbra::project {

/// The difference of an operation until it is in the catalogue.
class PendingDifference {
 public:
  explicit PendingDifference(Difference difference) : plain_(std::move(difference)) {}

  /// Nothing once it is in the catalogue.
  std::optional<Difference> get() const;

  /// Compressed; kept so from then on, as the catalogue will have it.
  const std::string& pack();
  void set_stored();

 private:
  mutable std::mutex mutex_;
  edit::Rect rect_{};
  std::optional<Difference> plain_;
  std::string packed_;
  bool stored_ = false;
};

/// With so many operations since the last, the map is saved anew.
inline constexpr int default_operations_a_map = 200;

/// What could not be written yet.
struct Unsaved {
  std::vector<std::string> changes;  ///< e.g. "operation 12 (brush)", "undo"; oldest first
  std::string reason;                ///< of the last failure; empty where there was none
};

/// Writes the history of one image into the catalogue, in order, on a thread of its own: each
/// change in a transaction, those that came while the disk was busy in one together. What fails is
/// kept and tried again, every second and with each new change.
class EditWriter {
 public:
  /// done, saved: as in the catalogue. unedited: what the image looks like before its first edit;
  /// nothing where it was edited before.
  EditWriter(Project& project, LayerId layer, ImageId image, int done, int saved,
             std::optional<Unedited> unedited, int operations_a_map);
  /// Tries once more to write what is left.
  ~EditWriter();
  EditWriter(const EditWriter&) = delete;
  EditWriter& operator=(const EditWriter&) = delete;

  /// Operation operation.number takes the place of all from that number on. tags: classes that the
  /// image is to be tagged with from then on; undone with the operation.
  void add(const Operation& operation, std::shared_ptr<PendingDifference> difference,
           std::vector<int> tags);
  /// From now on `done` operations count.
  void move(int done);

  /// Waits until all is on the disk. Throws Error, saying what is not, if an attempt fails.
  void flush();
  /// Brings the layer's files up to what is on the disk of the history, and waits for it. A failure
  /// loses nothing and is not reported.
  void save_map();
  Unsaved unsaved() const;

 private:
  struct Change {
    Operation operation;                            ///< of an addition
    std::shared_ptr<PendingDifference> difference;  ///< nothing for a move
    int done;
    std::vector<int> tags{};
  };

  void run(const std::stop_token& stop);
  void queue(Change change);
  void try_to_save_map(std::unique_lock<std::mutex>& lock);
  std::vector<const Change*> next_group(bool alone) const;
  bool needs_files(const Change& change) const;
  std::vector<LayerFile> files_before_next() const;
  void write(const std::vector<const Change*>& group);
  std::vector<std::string> start_from(SQLite::Database& tables,
                                      const std::vector<LayerFile>& files) const;
  void add_row(SQLite::Database& tables, const Change& change) const;
  void move_tags(SQLite::Database& tables, int before, int done) const;
  void set_done(SQLite::Database& tables, int before, int done, int saved) const;
  Unsaved unsaved_now() const;
  [[noreturn]] void refuse() const;

  Project& project_;
  const LayerId layer_;
  const ImageId image_;
  const std::string name_;  ///< of the image
  const int operations_a_map_;

  // Only the writing thread uses these.
  int done_;
  int saved_;
  std::optional<Unedited> unedited_;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Change> queue_;
  bool hurry_ = false;
  bool map_wanted_ = false;
  std::uint64_t attempts_ = 0;        ///< begun
  std::uint64_t failed_attempt_ = 0;  ///< the last that failed
  std::exception_ptr failure_;        ///< what it failed with
  std::jthread thread_;
};

}  // namespace penumbra::project
