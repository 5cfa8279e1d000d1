#include "project/cache_database.h"

#include <sqlite3.h>

namespace penumbra::project {

std::int64_t pragma(SQLite::Database& database, const std::string& name) {
  return database.execAndGet("PRAGMA " + name).getInt64();
}

bool means_damage(const SQLite::Exception& error) {
  const int code = error.getErrorCode() & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR;
}

void mark_cache(SQLite::Database& database, int application, int version) {
  database.exec("PRAGMA application_id = " + std::to_string(application));
  database.exec("PRAGMA user_version = " + std::to_string(version));
}

void require_cache(SQLite::Database& database, int application, int version) {
  if (pragma(database, "application_id") != application ||
      pragma(database, "user_version") != version)
    throw SQLite::Exception("it was made by another version", SQLITE_NOTADB);
}

void remove_cache(const std::filesystem::path& file) {
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + "-journal");
}

}  // namespace penumbra::project
