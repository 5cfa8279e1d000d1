#include "project/edit_writer.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "base/failure_text.h"
#include "project/changes.h"
#include "project/image_name.h"
#include "project/label_state.h"

namespace penumbra::project {
namespace {

/// Changes that are written in one transaction, at most.
constexpr std::size_t largest_group = 100;
constexpr std::chrono::seconds pause_after_failure{1};

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return failure_text(error);
  }
}

}  // namespace

std::optional<Difference> PendingDifference::get() const {
  const std::lock_guard lock(mutex_);
  if (plain_) return plain_;
  if (stored_) return std::nullopt;
  return decompress(packed_, rect_, "an operation");
}

const std::string& PendingDifference::pack() {
  // Only the writer changes what is read here without the lock.
  if (!plain_) return packed_;
  auto packed = compress(*plain_);
  const std::lock_guard lock(mutex_);
  packed_ = std::move(packed);
  rect_ = plain_->rect;
  plain_.reset();
  return packed_;
}

void PendingDifference::set_stored() {
  const std::lock_guard lock(mutex_);
  packed_ = {};
  stored_ = true;
}

EditWriter::EditWriter(Project& project, LayerId layer, ImageId image, int done, int saved,
                       std::optional<Unedited> unedited, int operations_a_map)
    : project_(project),
      layer_(layer),
      image_(image),
      name_(image_name(project, image)),
      operations_a_map_(operations_a_map),
      done_(done),
      saved_(saved),
      unedited_(std::move(unedited)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

EditWriter::~EditWriter() = default;

void EditWriter::add(const Operation& operation, std::shared_ptr<PendingDifference> difference,
                     std::vector<int> tags) {
  queue({operation, std::move(difference), operation.number, std::move(tags)});
}

void EditWriter::move(int done) { queue({{}, nullptr, done}); }

void EditWriter::queue(Change change) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(change));
    hurry_ = true;
  }
  changed_.notify_all();
}

void EditWriter::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, stop, [&] { return !queue_.empty() || map_wanted_; });
    if (queue_.empty()) {
      if (!map_wanted_) return;
      try_to_save_map(lock);
      continue;
    }
    hurry_ = false;
    const auto attempt = ++attempts_;
    // Others only append, which leaves what is queued where it is. After a failure as much as there
    // is space for is written.
    const auto group = next_group(failure_ != nullptr);
    std::exception_ptr failure;
    lock.unlock();
    try {
      write(group);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    if (!failure) {
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(group.size()));
      if (queue_.empty() && std::abs(done_ - saved_) >= operations_a_map_) map_wanted_ = true;
      changed_.notify_all();
      continue;
    }
    failed_attempt_ = attempt;
    changed_.notify_all();
    if (stop.stop_requested()) return;
    changed_.wait_for(lock, stop, pause_after_failure, [&] { return hurry_; });
  }
}

void EditWriter::try_to_save_map(std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  try {
    save_edited(project_, layer_, image_);
    saved_ = done_;
  } catch (const std::exception&) {
    // The history has it all; the next time may succeed.
  }
  lock.lock();
  map_wanted_ = false;
  changed_.notify_all();
}

void EditWriter::save_map() {
  std::unique_lock lock(mutex_);
  map_wanted_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return !map_wanted_ || !queue_.empty(); });
}

void EditWriter::flush() {
  std::unique_lock lock(mutex_);
  const auto before = attempts_;
  hurry_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return queue_.empty() || failed_attempt_ > before; });
  if (!queue_.empty()) refuse();
}

Unsaved EditWriter::unsaved() const {
  const std::lock_guard lock(mutex_);
  return unsaved_now();
}

Unsaved EditWriter::unsaved_now() const {
  Unsaved unsaved;
  for (const auto& change : queue_)
    unsaved.changes.push_back(change.difference
                                  ? "operation " + std::to_string(change.operation.number) + " (" +
                                        change.operation.name + ")"
                                  : "undo or redo to operation " + std::to_string(change.done));
  if (failure_) unsaved.reason = text_of(failure_);
  return unsaved;
}

void EditWriter::refuse() const {
  const auto unsaved = unsaved_now();
  auto list = unsaved.changes.front();
  if (unsaved.changes.size() > 1) list += " to " + unsaved.changes.back();
  throw Error("not saved yet: " + list + " (" + unsaved.reason + ")", name_,
              "It is tried again every second for as long as the image is open");
}

/// Whether the image's files are not what the change can follow: before the first edit, and after
/// an undo of what is in the saved map already.
bool EditWriter::needs_files(const Change& change) const {
  return change.difference && (unedited_ || change.operation.number <= saved_);
}

std::vector<const EditWriter::Change*> EditWriter::next_group(bool alone) const {
  std::vector<const Change*> group;
  for (const auto& change : queue_) {
    if (!group.empty() && (alone || needs_files(change) || group.size() == largest_group)) break;
    group.push_back(&change);
    if (needs_files(change)) break;
  }
  return group;
}

/// Writes the map and drawn mask of all that is done, unless there is a file of them.
std::vector<LayerFile> EditWriter::files_before_next() const {
  if (!unedited_)
    return write_edited(project_, layer_, image_,
                        load_edited(project_, layer_, image_).value().pixels);
  const auto& [map, known_file, labelled] = *unedited_;
  const auto& file = known_file;  // clang 14 has no structured bindings in lambdas
  if (!labelled) return {};
  const bool shared = file && project_.database().read([&](SQLite::Database& tables) {
    return is_known(tables, image_, file->file);
  });
  if (shared) return {*file};
  return write_edited(project_, layer_, image_, {map, {}});
}

void EditWriter::write(const std::vector<const Change*>& group) {
  for (const auto* change : group)
    if (change->difference) change->difference->pack();
  const bool with_files = needs_files(*group.front());
  std::vector<LayerFile> files;
  if (with_files) files = files_before_next();
  int done = done_, saved = saved_;
  const auto unneeded = project_.database().write([&](SQLite::Database& tables) {
    std::vector<std::string> replaced;
    done = done_;
    if (with_files) {
      replaced = start_from(tables, files);
      saved = done;
    }
    for (const auto* change : group) {
      set_done(tables, done, change->done, saved);
      if (change->difference)
        add_row(tables, *change);
      else
        move_tags(tables, done, change->done);
      done = change->done;
    }
    if (done > 0)
      mark_edited(tables, image_);
    else
      update_state(tables, image_);
    return replaced;
  });
  done_ = done;
  saved_ = saved;
  if (with_files) unedited_.reset();
  for (const auto* change : group)
    if (change->difference) change->difference->set_stored();
  remove_layer_files(project_.layers(), unneeded);
}

/// Makes `files` those that the operations follow. Returns those that are needed no more.
std::vector<std::string> EditWriter::start_from(SQLite::Database& tables,
                                                const std::vector<LayerFile>& files) const {
  if (unedited_) {
    SQLite::Statement insert(tables, "INSERT INTO edited_images VALUES (?, ?, 0, 0)");
    insert.bind(1, layer_);
    insert.bind(2, image_);
    insert.exec();
    const auto& file = unedited_->file;
    if (file && files == std::vector{*file} && !is_known(tables, image_, file->file))
      throw Error("was labelled anew just now", name_);
  }
  return replace_layer_files(tables, layer_, image_, files);
}

void EditWriter::add_row(SQLite::Database& tables, const Change& change) const {
  const auto& operation = change.operation;
  SQLite::Statement forget(tables,
                           "DELETE FROM edits WHERE layer = ? AND image = ? AND number >= ?");
  forget.bind(1, layer_);
  forget.bind(2, image_);
  forget.bind(3, operation.number);
  forget.exec();
  SQLite::Statement insert(tables,
                           "INSERT INTO edits (layer, image, number, name, details, x, y, width, "
                           "height, difference, created, author, tags) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, layer_);
  insert.bind(2, image_);
  insert.bind(3, operation.number);
  insert.bind(4, operation.name);
  insert.bind(5, operation.details);
  insert.bind(6, operation.rect.x);
  insert.bind(7, operation.rect.y);
  insert.bind(8, operation.rect.width);
  insert.bind(9, operation.rect.height);
  const auto& packed = change.difference->pack();
  insert.bindNoCopy(10, packed.data(), static_cast<int>(packed.size()));
  insert.bind(11, operation.created);
  insert.bind(12, operation.author);
  const auto tags = tags_to_add(tables, image_, change.tags);
  insert.bind(13, tags.empty() ? std::string() : to_text(tags));
  insert.exec();
  if (!tags.empty()) apply(tables, tags);
}

/// Tags go with operations that are undone, and come with those that are done again.
void EditWriter::move_tags(SQLite::Database& tables, int before, int done) const {
  const bool undo = done < before;
  SQLite::Statement find(tables, std::string("SELECT tags FROM edits WHERE layer = ? AND image = ? "
                                             "AND number > ? AND number <= ? AND tags <> '' "
                                             "ORDER BY number") +
                                     (undo ? " DESC" : ""));
  find.bind(1, layer_);
  find.bind(2, image_);
  find.bind(3, std::min(before, done));
  find.bind(4, std::max(before, done));
  while (find.executeStep()) {
    const auto tags = change_from_text(find.getColumn(0).getString());
    if (undo)
      revert(tables, tags);
    else
      apply(tables, tags);
  }
  // What was tagged meanwhile in another way stays known.
  SQLite::Statement tagged(tables,
                           "UPDATE images SET tagged = 1 WHERE id = ? AND tagged = 0 AND EXISTS "
                           "(SELECT 1 FROM tags WHERE image = images.id)");
  tagged.bind(1, image_);
  tagged.exec();
}

void EditWriter::set_done(SQLite::Database& tables, int before, int done, int saved) const {
  SQLite::Statement set(tables,
                        "UPDATE edited_images SET done = ?, saved = ? "
                        "WHERE layer = ? AND image = ? AND done = ?");
  set.bind(1, done);
  set.bind(2, saved);
  set.bind(3, layer_);
  set.bind(4, image_);
  set.bind(5, before);
  set.exec();
  if (tables.getChanges() == 0)
    throw Error("is edited at another place, too", name_, "Close it there, and open it again");
}

}  // namespace penumbra::project
