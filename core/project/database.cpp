#include "project/database.h"

#include <sqlite3.h>

#include <string>

#include "base/error.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

/// SQLite's code, where it stands for a full disk also if what could not grow is the index of the
/// log, which it calls an error of the disk.
int meaning(const SQLite::Exception& problem) {
  return problem.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE ? SQLITE_FULL
                                                                : problem.getErrorCode();
}

std::string remedy(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "Free some space and try again; nothing that was saved before is lost";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return "Make the folder writable, or copy the project to one that is";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "Restore it from one of the copies beside it (project.sqlite.before-*) or a backup";
    case SQLITE_IOERR:
      return "Check the disk: it may have failed, gone or become read-only; nothing that was saved "
             "before is lost";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "Another program is writing to it: close that and try again";
    default:
      return "It is damaged, or another program changed it: take the project from a copy";
  }
}

void use_readable(SQLite::Database& connection) {
  connection.setBusyTimeout(10'000);
  connection.exec(
      "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000");
}

/// A folder that can't be written has no place for the shared index of the log, so SQLite is told
/// that nobody else changes the file.
std::string read_only_uri(const fs::path& file) {
  std::string uri = "file:";
  for (const char character : file.string()) {
    if (character == '?' || character == '#' || character == '%') {
      constexpr auto digits = "0123456789abcdef";
      const auto code = static_cast<unsigned char>(character);
      uri += {'%', digits[code >> 4], digits[code & 15]};
    } else {
      uri += character;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Database::Database(fs::path file, Access access) : file_(std::move(file)) {
  try {
    if (access == Access::Write) {
      writer_ = std::make_unique<SQLite::Database>(file_.string(),
                                                   SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      use_readable(*writer_);
      writer_->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    } else {
      give_back(take_reader());
    }
  } catch (const SQLite::Exception& problem) {
    refuse(problem);
  }
}

Database::Connection Database::take_reader() const {
  {
    const std::lock_guard lock(pool_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  auto open = [&](const std::string& name, int more) {
    auto reader = std::make_unique<SQLite::Database>(name, SQLite::OPEN_READONLY | more);
    use_readable(*reader);
    reader->execAndGet("SELECT count(*) FROM sqlite_master");
    return reader;
  };
  try {
    return open(file_.string(), 0);
  } catch (const SQLite::Exception& problem) {
    if (writer_ ||
        (problem.getErrorCode() != SQLITE_CANTOPEN && problem.getErrorCode() != SQLITE_READONLY))
      throw;
    return open(read_only_uri(file_), SQLite::OPEN_URI);
  }
}

void Database::give_back(Connection reader) const {
  const std::lock_guard lock(pool_);
  readers_.push_back(std::move(reader));
}

void Database::vacuum() {
  if (!writer_) refuse_writing();
  const std::lock_guard lock(writing_);
  try {
    writer_->exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const SQLite::Exception& problem) {
    refuse(problem);
  }
}

void Database::refuse(const SQLite::Exception& problem) const {
  const std::string text = problem.what();
  const int code = meaning(problem);
  throw Error(code == SQLITE_FULL ? "the disk is full" : text, file_.string(), remedy(code));
}

void Database::refuse_writing() const {
  throw Error("is open for reading only", file_.string(), "Open the project for writing");
}

}  // namespace penumbra::project
