#include "label/live_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "base/atomic_file.h"
#include "base/error.h"
#include "label/byte_features.h"
#include "method/pixel_labels.h"
#include "project/cache_database.h"

namespace penumbra::label {
namespace {

constexpr int application = 0x504c6976;  // "PLiv"
constexpr int version = 2;
constexpr int busy_milliseconds = 2000;

// Tensors lie in a table of their own, so that marking an entry as used does not write them again.
constexpr auto schema = R"(
  CREATE TABLE entries(
    image INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, modified INTEGER NOT NULL,
    tags TEXT, channels INTEGER NOT NULL, rows INTEGER NOT NULL, columns INTEGER NOT NULL,
    size INTEGER NOT NULL, used INTEGER NOT NULL);
  CREATE INDEX by_use ON entries(used);
  CREATE TABLE tensors(image INTEGER PRIMARY KEY, features BLOB NOT NULL, start_labels BLOB);
  CREATE TABLE written(image INTEGER PRIMARY KEY, hash INTEGER NOT NULL);
  CREATE TRIGGER forget AFTER DELETE ON entries
    BEGIN DELETE FROM tensors WHERE image = old.image; END;
)";

std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& file) {
  auto database = std::make_unique<SQLite::Database>(
      file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_milliseconds);
  database->exec("PRAGMA synchronous = OFF");
  database->exec("PRAGMA journal_mode = TRUNCATE");
  if (project::pragma(*database, "page_count") == 0) {
    database->exec("PRAGMA page_size = 16384");
    database->exec("PRAGMA auto_vacuum = INCREMENTAL");
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    database->exec(schema);
    project::mark_cache(*database, application, version);
    transaction.commit();
  }
  project::require_cache(*database, application, version);
  return database;
}

bool is_current(SQLite::Statement& find, const project::PhotoVersion& photo) {
  find.reset();
  SQLite::bind(find, photo.image, static_cast<std::int64_t>(photo.bytes), photo.modified);
  return find.executeStep();
}

torch::Tensor from_blob(const SQLite::Column& blob, torch::IntArrayRef sizes,
                        torch::ScalarType type) {
  auto tensor = torch::empty(sizes, type);
  if (static_cast<std::size_t>(blob.getBytes()) != tensor.nbytes())
    throw SQLite::Exception("features have another size than they say", SQLITE_CORRUPT);
  std::memcpy(tensor.data_ptr(), blob.getBlob(), tensor.nbytes());
  return tensor;
}

}  // namespace

LiveStore::LiveStore(std::filesystem::path file, std::uint64_t limit)
    : file_(std::move(file)), limit_(limit) {
  open();
}

LiveStore::~LiveStore() = default;

void LiveStore::open() {
  make_folder(file_.parent_path());
  try {
    try {
      database_ = connect(file_);
    } catch (const SQLite::Exception& error) {
      if (!project::means_damage(error)) throw;
      database_.reset();
      project::remove_cache(file_);
      database_ = connect(file_);
    }
    clock_ = database_->execAndGet("SELECT ifnull(max(used), 0) FROM entries").getInt64();
  } catch (const SQLite::Exception& error) {
    throw Error(error.what(), file_.string(), "Make the project's folder writable");
  }
}

std::optional<LiveStore::Entry> LiveStore::find(const project::PhotoVersion& photo) {
  const std::scoped_lock lock(mutex_);
  try {
    SQLite::Statement query(*database_,
                            "SELECT channels, rows, columns, features, start_labels, tags "
                            "FROM entries JOIN tensors USING (image) "
                            "WHERE image = ? AND bytes = ? AND modified = ?");
    if (!is_current(query, photo)) return std::nullopt;
    const auto channels = query.getColumn(0).getInt64(), rows = query.getColumn(1).getInt64(),
               columns = query.getColumn(2).getInt64();
    Entry entry;
    entry.features =
        from_bytes(from_blob(query.getColumn(3),
                             {channels, static_cast<std::int64_t>(byte_size(1, rows * columns))},
                             torch::kUInt8),
                   rows, columns);
    if (!query.isColumnNull(4))
      entry.start_labels =
          from_blob(query.getColumn(4), {rows, columns}, torch::kUInt8).to(torch::kLong);
    entry.tags = query.getColumn(5).getString();
    used_.insert(photo.image);
    return entry;
  } catch (const SQLite::Exception& error) {
    if (!project::means_damage(error)) throw Error(error.what(), file_.string());
    database_.reset();
    project::remove_cache(file_);
    open();
    return std::nullopt;
  }
}

std::vector<std::size_t> LiveStore::known(std::span<const project::PhotoVersion> photos) {
  const std::scoped_lock lock(mutex_);
  SQLite::Statement find(*database_,
                         "SELECT 1 FROM entries WHERE image = ? AND bytes = ? AND modified = ?");
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < photos.size(); ++i)
    if (is_current(find, photos[i])) found.push_back(i);
  return found;
}

std::vector<std::size_t> LiveStore::with_start_labels(std::span<const project::PhotoVersion> photos,
                                                      std::span<const std::string> tags) {
  const std::scoped_lock lock(mutex_);
  SQLite::Statement find(*database_,
                         "SELECT tags FROM entries WHERE image = ? AND bytes = ? AND modified = ?");
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < photos.size(); ++i)
    if (is_current(find, photos[i]) && !find.isColumnNull(0) &&
        find.getColumn(0).getString() == tags[i])
      found.push_back(i);
  return found;
}

void LiveStore::keep(std::span<const std::pair<project::PhotoVersion, Entry>> entries) {
  const std::scoped_lock lock(mutex_);
  try {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement use(*database_, "UPDATE entries SET used = ? WHERE image = ?");
    for (const auto image : used_) {
      use.reset();
      SQLite::bind(use, ++clock_, image);
      use.exec();
    }
    used_.clear();
    SQLite::Statement enter(*database_,
                            "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement store(*database_, "INSERT OR REPLACE INTO tensors VALUES (?, ?, ?)");
    for (const auto& [photo, entry] : entries) {
      const auto features = to_bytes(entry.features);
      enter.reset();
      enter.bind(1, photo.image);
      enter.bind(2, static_cast<std::int64_t>(photo.bytes));
      enter.bind(3, photo.modified);
      if (entry.start_labels.defined())
        enter.bind(4, entry.tags);
      else
        enter.bind(4);
      enter.bind(5, entry.features.size(0));
      enter.bind(6, entry.features.size(1));
      enter.bind(7, entry.features.size(2));
      enter.bind(8, static_cast<std::int64_t>(features.nbytes()));
      enter.bind(9, ++clock_);
      enter.exec();
      store.reset();
      store.clearBindings();
      store.bind(1, photo.image);
      store.bindNoCopy(2, features.data_ptr(), static_cast<int>(features.nbytes()));
      torch::Tensor labels;
      if (entry.start_labels.defined()) {
        labels = entry.start_labels.to(torch::kUInt8).contiguous();
        store.bindNoCopy(3, labels.data_ptr(), static_cast<int>(labels.nbytes()));
      }
      store.exec();
    }
    SQLite::Statement oldest(*database_,
                             "DELETE FROM entries WHERE image = "
                             "(SELECT image FROM entries ORDER BY used LIMIT 1) RETURNING size");
    auto size = static_cast<std::uint64_t>(
        database_->execAndGet("SELECT ifnull(sum(size), 0) FROM entries").getInt64());
    bool removed = false;
    while (size > limit_ && oldest.executeStep()) {
      size -= static_cast<std::uint64_t>(oldest.getColumn(0).getInt64());
      oldest.reset();
      removed = true;
    }
    transaction.commit();
    if (removed) database_->exec("PRAGMA incremental_vacuum");
  } catch (const SQLite::Exception& error) {
    throw Error(error.what(), file_.string(), "Make room on the disk");
  }
}

std::uint64_t LiveStore::written(std::int64_t image) {
  const std::scoped_lock lock(mutex_);
  SQLite::Statement find(*database_, "SELECT hash FROM written WHERE image = ?");
  find.bind(1, image);
  return find.executeStep() ? static_cast<std::uint64_t>(find.getColumn(0).getInt64()) : 0;
}

void LiveStore::set_written(std::span<const std::pair<std::int64_t, std::uint64_t>> images) {
  const std::scoped_lock lock(mutex_);
  try {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement set(*database_, "INSERT OR REPLACE INTO written VALUES (?, ?)");
    for (const auto& [image, hash] : images) {
      set.reset();
      SQLite::bind(set, image, static_cast<std::int64_t>(hash));
      set.exec();
    }
    transaction.commit();
  } catch (const SQLite::Exception& error) {
    throw Error(error.what(), file_.string(), "Make room on the disk");
  }
}

}  // namespace penumbra::label
