#include "compare/number_cache.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "project/cache_database.h"

namespace penumbra::compare {
namespace {

namespace fs = std::filesystem;
using project::mark_cache, project::means_damage, project::pragma, project::remove_cache,
    project::require_cache;

constexpr int application = 0x5054636d;  // "PTcm"
constexpr int version = 1;
constexpr int busy_milliseconds = 2000;

constexpr auto schema = R"(
  CREATE TABLE numbers(
    id INTEGER PRIMARY KEY, reference INTEGER NOT NULL, other INTEGER NOT NULL,
    classes INTEGER NOT NULL, numbers BLOB NOT NULL, UNIQUE(reference, other, classes));
)";

std::unique_ptr<SQLite::Database> connect(const fs::path& file) {
  auto database = std::make_unique<SQLite::Database>(
      file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_milliseconds);
  // Damage is found by checksums, and costs a calculation.
  database->exec("PRAGMA synchronous = OFF");
  SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
  if (pragma(*database, "page_count") == 0 || pragma(*database, "schema_version") == 0) {
    database->exec(schema);
    mark_cache(*database, application, version);
  }
  transaction.commit();
  require_cache(*database, application, version);
  return database;
}

void bind(SQLite::Statement& statement, const NumberKey& key) {
  statement.reset();
  statement.bind(1, static_cast<std::int64_t>(key.reference));
  statement.bind(2, static_cast<std::int64_t>(key.other));
  statement.bind(3, static_cast<std::int64_t>(key.classes));
}

void keep_to_limit(SQLite::Database& database, std::int64_t limit) {
  const auto used = [&] {
    return (pragma(database, "page_count") - pragma(database, "freelist_count")) *
           pragma(database, "page_size");
  };
  if (used() <= limit) return;
  const auto rows = database.execAndGet("SELECT count(*) FROM numbers").getInt64();
  // Half of them, so that this is rare.
  SQLite::Statement drop(database,
                         "DELETE FROM numbers WHERE id IN (SELECT id FROM numbers ORDER BY id "
                         "LIMIT ?)");
  drop.bind(1, (rows + 1) / 2);
  drop.exec();
}

}  // namespace

NumberCache::NumberCache(fs::path file, std::int64_t limit)
    : file_(std::move(file)), limit_(limit) {
  open();
}

NumberCache::~NumberCache() = default;

void NumberCache::open() {
  try {
    make_folder(file_.parent_path());
    try {
      database_ = connect(file_);
    } catch (const SQLite::Exception& error) {
      if (!means_damage(error)) throw;
      start_anew();
    }
  } catch (const std::runtime_error&) {
    database_.reset();
  }
}

void NumberCache::start_anew() {
  database_.reset();
  remove_cache(file_);
  database_ = connect(file_);
}

/// Whether `work` could be done; a damaged file is then replaced.
template <class Work>
bool NumberCache::attempt(const Work& work) {
  if (!database_) return false;
  try {
    work(*database_);
    return true;
  } catch (const SQLite::Exception& error) {
    try {
      if (means_damage(error)) start_anew();
    } catch (const std::runtime_error&) {
      database_.reset();
    }
    return false;
  }
}

std::vector<std::optional<ImageNumbers>> NumberCache::find(std::span<const NumberKey> keys) {
  std::vector<std::optional<ImageNumbers>> found(keys.size());
  attempt([&](SQLite::Database& database) {
    const SQLite::Transaction one_state(database);
    SQLite::Statement query(
        database, "SELECT numbers FROM numbers WHERE reference = ? AND other = ? AND classes = ?");
    for (std::size_t i = 0; i < keys.size(); ++i) {
      bind(query, keys[i]);
      if (!query.executeStep()) continue;
      const auto blob = query.getColumn(0);
      found[i] = decode(
          {static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes())});
    }
  });
  return found;
}

void NumberCache::keep(std::span<const std::pair<NumberKey, ImageNumbers>> numbers) {
  if (numbers.empty()) return;
  const auto write = [&](SQLite::Database& database) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(
        database,
        "INSERT OR REPLACE INTO numbers(reference, other, classes, numbers) VALUES (?, ?, ?, ?)");
    for (const auto& [key, value] : numbers) {
      bind(insert, key);
      const auto bytes = encode(value);
      insert.bind(4, bytes.data(), static_cast<int>(bytes.size()));
      insert.exec();
    }
    keep_to_limit(database, limit_);
    transaction.commit();
  };
  if (!attempt(write)) attempt(write);
}

}  // namespace penumbra::compare
