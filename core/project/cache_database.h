#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <string>

/// SQLite files that can be made anew when they are damaged.
namespace penumbra::project {

std::int64_t pragma(SQLite::Database& database, const std::string& name);

/// Whether the file's content is to blame. A table that is missing is a plain SQLITE_ERROR.
bool means_damage(const SQLite::Exception& error);

/// Marks a new file as a cache of this kind and version.
void mark_cache(SQLite::Database& database, int application, int version);
/// Throws an exception that `means_damage` where the file is something else.
void require_cache(SQLite::Database& database, int application, int version);

/// Throws std::filesystem::filesystem_error.
void remove_cache(const std::filesystem::path& file);

}  // namespace penumbra::project
