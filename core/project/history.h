#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "edit/canvas.h"
#include "project/class_table.h"
#include "project/edit_writer.h"
#include "project/edited_image.h"
#include "project/project.h"

namespace penumbra::project {

/// How a new base compares with an edited image.
struct MergeReport {
  std::int64_t taken = 0;      ///< pixels that nobody drew and that the new base labels otherwise
  std::int64_t differing = 0;  ///< drawn pixels that the new base labels otherwise: they stay
  edit::Rect rect;             ///< of the differing pixels
  std::vector<std::uint8_t> differs;  ///< height x width, 1 where a drawn pixel differs
};

/// One image of an edited layer in memory, with its history on the disk. A change counts at once
/// and is written by a background thread, so that nothing here waits for the disk but `flush` and
/// `close`. To be used by one thread, and one session an image and layer at a time.
///
/// The history is in table `edits`, one row an operation: its name, details (JSON), and the
/// compressed difference of raw class values and drawn mask within a rectangle (difference.h).
/// It has no limit, and survives the end of the program at any moment.
///
/// In a layer of evidence, an operation that brings a class that the image is not tagged with adds
/// the tag in the same transaction; undone, it takes the tag away again.
class EditSession {
 public:
  /// Opens the image, with all operations that count applied. One that was never edited starts as
  /// the base of the layer has it, or as 255 all over. Throws Error for a layer that is not edited,
  /// a project that is open for reading only, or files that are missing or damaged.
  /// operations_a_map: after so many the whole map is saved in the background, which bounds the
  /// time that an image takes to open.
  EditSession(Project& project, LayerId layer, ImageId image,
              int operations_a_map = default_operations_a_map);
  /// Tries once more to write what `flush` could not.
  ~EditSession();
  EditSession(const EditSession&) = delete;
  EditSession& operator=(const EditSession&) = delete;

  /// The labels, as classes count now, with what is painted but not committed.
  const image::LabelMap& map() const { return map_; }
  /// 1 where a person drew (committed).
  const std::vector<std::uint8_t>& drawn() const { return image_.drawn; }

  /// Paints. May be called many times (as a stroke goes on) before `commit`. Returns what `paint`
  /// does: the rectangle of the pixels that it painted. If it throws, all that is not committed is
  /// undone.
  edit::Rect paint(const std::function<edit::Rect(edit::Canvas)>& paint);
  /// Makes one operation of all that was painted since the last, and forgets those that were
  /// undone. Returns its number; 0 where that changes nothing, which makes no operation.
  int commit(std::string_view name, const nlohmann::json& details = nlohmann::json::object());
  /// Undoes what is painted but not committed. Returns the rectangle.
  edit::Rect discard();

  /// Undoes or redoes an operation, after `discard`, and returns the rectangle that changed;
  /// nothing where there is none. Throws Error where its difference can't be read; then nothing has
  /// changed.
  std::optional<edit::Rect> undo();
  std::optional<edit::Rect> redo();
  /// How many operations count.
  int done() const { return done_; }
  bool can_undo() const { return done_ > 0; }
  bool can_redo() const { return done_ < static_cast<int>(history_.size()); }
  /// All operations in order, those that are undone last.
  std::vector<Operation> history() const;

  /// What `merge` would do. `base`: raw class values. Throws Error if it has another size.
  MergeReport compare(const image::LabelMap& base) const;
  /// Takes a new base where nobody drew, as an operation of its own (none if nothing changes).
  MergeReport merge(const image::LabelMap& base);

  /// To be called when classes were merged or removed, or that was undone. Discards.
  void refresh_classes();

  /// Waits until all is on the disk. Throws Error, saying what is not yet; the session goes on, and
  /// tries again every second.
  void flush();
  Unsaved unsaved() const { return writer_->unsaved(); }
  /// As `flush`, and saves the whole map so that it is read fast. The session can still be used.
  void close();

 private:
  struct Entry {
    Operation operation;
    std::shared_ptr<PendingDifference> pending;  ///< nothing for what was in the catalogue
  };

  Difference take_painted();
  int add(std::string_view name, const nlohmann::json& details, Difference difference);
  std::vector<int> classes_brought(const Difference& difference) const;
  Difference difference_of(const Entry& entry) const;
  void flip(const Difference& difference);
  void show(const edit::Rect& rect);

  Project& project_;
  const LayerId layer_;
  const ImageId image_id_;
  ClassTable classes_;
  bool is_evidence_ = false;
  EditedMap image_;                    ///< committed
  image::LabelMap map_;                ///< shown: as classes count now, with what is painted
  std::vector<std::uint8_t> painted_;  ///< 1 where painted but not committed
  edit::Rect painted_rect_;
  std::vector<Entry> history_;
  int done_ = 0;
  std::unique_ptr<EditWriter> writer_;
};

}  // namespace penumbra::project
