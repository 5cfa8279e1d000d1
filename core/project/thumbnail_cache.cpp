#include "project/thumbnail_cache.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>
#include <xxhash.h>

#include <algorithm>
#include <span>

#include "base/atomic_file.h"
#include "project/cache_database.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

constexpr int application = 0x50547468;  // "PTth"
constexpr int version = 1;
constexpr std::size_t batch_size = 64;
constexpr int busy_milliseconds = 200;

// Pictures lie in a table of their own, so that marking one as used does not write it again.
// Where vacuum is incremental the file can shrink.
constexpr auto schema = R"(
  CREATE TABLE IF NOT EXISTS entries(
    id INTEGER PRIMARY KEY, image INTEGER NOT NULL, edge INTEGER NOT NULL, bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL, checksum INTEGER NOT NULL, used INTEGER NOT NULL,
    UNIQUE(image, edge));
  CREATE INDEX IF NOT EXISTS by_use ON entries(used);
  CREATE TABLE IF NOT EXISTS pictures(id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL);
  CREATE TRIGGER IF NOT EXISTS forget AFTER DELETE ON entries
    BEGIN DELETE FROM pictures WHERE id = old.id; END;
)";

std::int64_t checksum_of(std::span<const std::uint8_t> bytes) {
  return static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

/// Throws an exception that `means_damage` where the file is something else than such a cache.
std::unique_ptr<SQLite::Database> connect(const fs::path& file) {
  std::error_code missing;
  const auto size = fs::file_size(file, missing);
  auto database = std::make_unique<SQLite::Database>(
      file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_milliseconds);
  // What a loss of power damages is found by the checksums, and is only a cache.
  database->exec("PRAGMA synchronous = OFF");
  database->exec("PRAGMA journal_mode = TRUNCATE");
  if (pragma(*database, "page_count") == 0) {
    if (!missing && size > 0) throw SQLite::Exception("it is no database", SQLITE_NOTADB);
    database->exec("PRAGMA auto_vacuum = INCREMENTAL");
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    database->exec(schema);
    mark_cache(*database, application, version);
    transaction.commit();
  }
  require_cache(*database, application, version);
  return database;
}

std::int64_t last_use(SQLite::Database& database) {
  return database.execAndGet("SELECT ifnull(max(used), 0) FROM entries").getInt64();
}

struct Found {
  std::int64_t id = 0;
  std::vector<std::uint8_t> jpeg;
};

std::optional<Found> look_up(SQLite::Database& database, const PhotoVersion& photo, int edge) {
  SQLite::Statement query(database,
                          "SELECT id, checksum, jpeg FROM entries JOIN pictures USING (id) "
                          "WHERE image = ? AND edge = ? AND bytes = ? AND modified = ?");
  SQLite::bind(query, photo.image, edge, static_cast<std::int64_t>(photo.bytes), photo.modified);
  if (!query.executeStep()) return std::nullopt;
  const auto blob = query.getColumn(2);
  const auto* start = static_cast<const std::uint8_t*>(blob.getBlob());
  Found found{query.getColumn(0).getInt64(), {start, start + blob.getBytes()}};
  if (checksum_of(found.jpeg) != query.getColumn(1).getInt64())
    throw SQLite::Exception("a thumbnail does not have its checksum", SQLITE_CORRUPT);
  return found;
}

}  // namespace

ThumbnailCache::ThumbnailCache(fs::path file, std::uint64_t limit, Log log)
    : file_(std::move(file)), limit_(limit), log_(std::move(log)) {
  open();
}

ThumbnailCache::~ThumbnailCache() { flush(); }

std::optional<std::vector<std::uint8_t>> ThumbnailCache::find(const PhotoVersion& photo, int edge) {
  const std::scoped_lock lock(mutex_);
  if (const auto kept = batch_.kept.find({photo.image, edge}); kept != batch_.kept.end()) {
    if (kept->second.photo != photo) return std::nullopt;
    kept->second.used = ++clock_;
    return kept->second.jpeg;
  }
  if (!database_) return std::nullopt;
  try {
    auto found = look_up(*database_, photo, edge);
    if (!found) return std::nullopt;
    batch_.used[found->id] = ++clock_;
    return std::move(found->jpeg);
  } catch (const SQLite::Exception& error) {
    fail(error);
    return std::nullopt;
  }
}

void ThumbnailCache::keep(const PhotoVersion& photo, int edge, std::vector<std::uint8_t> jpeg) {
  const std::scoped_lock lock(mutex_);
  batch_.kept.insert_or_assign({photo.image, edge}, Entry{photo, std::move(jpeg), ++clock_});
  if (batch_.kept.size() >= batch_size) write_batch();
}

void ThumbnailCache::flush() {
  const std::scoped_lock lock(mutex_);
  write_batch();
}

void ThumbnailCache::open() {
  try {
    make_folder(file_.parent_path());
    try {
      database_ = connect(file_);
    } catch (const SQLite::Exception& error) {
      if (!means_damage(error)) throw;
      start_anew(error.what());
    }
    clock_ = std::max(clock_, last_use(*database_));
  } catch (const std::runtime_error& error) {
    database_.reset();
    complain(error.what());
  }
}

void ThumbnailCache::start_anew(std::string_view reason) {
  database_.reset();
  batch_.used.clear();
  remove_cache(file_);
  database_ = connect(file_);
  if (log_) log_(file_.string() + ": thumbnails are made anew: " + std::string(reason));
}

void ThumbnailCache::write_batch() {
  const auto batch = std::exchange(batch_, {});
  if (batch.kept.empty() && batch.used.empty()) return;
  if (!database_) open();
  if (!database_) return;
  try {
    write(batch);
    complaint_.clear();
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
}

void ThumbnailCache::write(const Batch& batch) {
  SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement use(*database_, "UPDATE entries SET used = ? WHERE id = ?");
  for (const auto& [id, when] : batch.used) {
    SQLite::bind(use, when, id);
    use.exec();
    use.reset();
  }
  SQLite::Statement enter(
      *database_,
      "INSERT INTO entries(image, edge, bytes, modified, checksum, used) VALUES(?, ?, ?, ?, ?, ?) "
      "ON CONFLICT(image, edge) DO UPDATE SET bytes = excluded.bytes, "
      "modified = excluded.modified, checksum = excluded.checksum, used = excluded.used "
      "RETURNING id");
  SQLite::Statement store(*database_, "INSERT OR REPLACE INTO pictures(id, jpeg) VALUES(?, ?)");
  for (const auto& [place, entry] : batch.kept) {
    SQLite::bind(enter, place.first, place.second, static_cast<std::int64_t>(entry.photo.bytes),
                 entry.photo.modified, checksum_of(entry.jpeg), entry.used);
    enter.executeStep();
    store.bind(1, enter.getColumn(0).getInt64());
    enter.reset();
    store.bindNoCopy(2, entry.jpeg.data(), static_cast<int>(entry.jpeg.size()));
    store.exec();
    store.reset();
  }
  keep_to_limit();
  transaction.commit();
}

void ThumbnailCache::keep_to_limit() {
  const auto page = pragma(*database_, "page_size");
  const auto pages = [&](const char* which) {
    return static_cast<std::uint64_t>(pragma(*database_, which) * page);
  };
  const auto used = [&] { return pages("page_count") - pages("freelist_count"); };
  SQLite::Statement forget(
      *database_, "DELETE FROM entries WHERE id = (SELECT id FROM entries ORDER BY used LIMIT 1)");
  while (used() > limit_ && forget.exec() > 0) forget.reset();
  if (pages("page_count") > limit_) database_->exec("PRAGMA incremental_vacuum");
}

void ThumbnailCache::fail(const SQLite::Exception& error) {
  try {
    if (means_damage(error)) {
      start_anew(error.what());
      return;
    }
  } catch (const std::runtime_error& failure) {
    database_.reset();
    complain(failure.what());
    return;
  }
  complain(error.what());
  // The file may have been taken away: the next batch finds what is there now.
  database_.reset();
  open();
}

void ThumbnailCache::complain(const std::string& text) {
  if (text == complaint_) return;
  complaint_ = text;
  if (log_) log_(file_.string() + ": thumbnails are not kept: " + text);
}

}  // namespace penumbra::project
