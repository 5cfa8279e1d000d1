#include "project/project.h"

#include <unistd.h>

#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "project/schema.h"
#include "project/verify.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

fs::path catalogue(const fs::path& folder) { return folder / "project.sqlite"; }

fs::path lock_file(const fs::path& folder) { return folder / "lock"; }

FileLock take_lock(const fs::path& folder) {
  const auto file = lock_file(folder);
  auto lock = FileLock::take(file);
  if (!lock) {
    const int holder = FileLock::holder(file);
    throw Error("is open for writing in another program" +
                    (holder ? " (process " + std::to_string(holder) + ")" : std::string()),
                folder.string(), "Close it there first; reading is possible meanwhile");
  }
  return std::move(*lock);
}

void set_clean(Database& database, bool clean) {
  database.write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "INSERT OR REPLACE INTO settings VALUES ('clean', ?)");
    set.bind(1, clean ? "1" : "0");
    set.exec();
  });
}

bool was_closed(const Database& database) {
  return database.read([](SQLite::Database& tables) {
    SQLite::Statement get(tables, "SELECT value FROM settings WHERE name = 'clean'");
    return get.executeStep() && get.getColumn(0).getString() == "1";
  });
}

fs::path without_slash(const fs::path& folder) {
  auto place = fs::absolute(folder).lexically_normal();
  return place.has_filename() ? place : place.parent_path();
}

}  // namespace

Project::Project(fs::path folder, Access access, std::optional<FileLock> lock)
    : folder_(std::move(folder)), lock_(std::move(lock)), database_(catalogue(folder_), access) {}

std::unique_ptr<Project> Project::create(const fs::path& folder) {
  const auto place = without_slash(folder);
  std::error_code code;
  if (fs::exists(catalogue(place), code))
    throw Error("is a project already", folder.string(), "Open it, or choose another folder");
  if (fs::exists(place, code) && !(fs::is_directory(place, code) && fs::is_empty(place, code)))
    throw Error("exists and is not an empty folder", folder.string(), "Choose a new folder");
  // Made beside its place and renamed, so that a crash leaves no half project there.
  auto part = place;
  part += "." + std::to_string(::getpid()) + ".tmp";
  fs::remove_all(part, code);
  try {
    for (const auto* name : {"layers", "runs", "cache"}) make_folder(part / name);
    {
      Database database(catalogue(part), Access::Write);
      create_schema(database);
      set_clean(database, true);
    }
    fs::rename(part, place, code);
    if (code)
      throw Error("can't be made: " + code.message(), folder.string(), "Choose another folder");
  } catch (...) {
    fs::remove_all(part, code);
    throw;
  }
  NoProgress silent;
  return open(place, Access::Write, silent);
}

int Project::writer(const fs::path& folder) {
  const auto file = lock_file(without_slash(folder));
  return FileLock::held(file) ? FileLock::holder(file) : 0;
}

std::unique_ptr<Project> Project::open(const fs::path& folder, Access access,
                                       ProgressSink& progress) {
  const auto place = without_slash(folder);
  std::error_code code;
  if (!fs::exists(catalogue(place), code))
    throw Error(fs::exists(place, code) ? "is no project: it holds no project.sqlite"
                                        : "there is no such folder",
                folder.string(), "Name a folder made by 'project create'");
  {
    // What is no project, one of a newer program, or damaged is not touched.
    const Database found(catalogue(place), Access::Read);
    check_schema(found);
    check_values(found);
  }
  std::optional<FileLock> lock;
  if (access == Access::Write) lock = take_lock(place);
  std::unique_ptr<Project> project(new Project(place, access, std::move(lock)));
  migrate(project->database_, progress);
  if (access == Access::Write) {
    if (!was_closed(project->database_)) project->mend(progress);
    set_clean(project->database_, false);
    project->follow_move();
  }
  project->find_roots();
  return project;
}

Project::~Project() {
  if (!writable()) return;
  try {
    set_clean(database_, true);
  } catch (const Error&) {
    // The next opening looks for what a crash may have left, and finds nothing.
  }
}

fs::path Project::photo(std::int64_t root, const std::string& path) const {
  const std::lock_guard lock(mutex_);
  const auto found = roots_.find(root);
  return found == roots_.end() ? fs::path(path) : found->second / path;
}

void Project::follow_move() {
  const auto before = database_.read([](SQLite::Database& tables) -> std::string {
    SQLite::Statement get(tables, "SELECT value FROM settings WHERE name = 'place'");
    return get.executeStep() ? get.getColumn(0).getString() : std::string();
  });
  if (before == folder_.string()) return;
  database_.write([&](SQLite::Database& tables) {
    if (!before.empty()) {
      SQLite::Statement rows(tables, "SELECT id, relative FROM roots WHERE relative <> ''");
      SQLite::Statement move(tables, "UPDATE OR IGNORE roots SET path = ? WHERE id = ?");
      while (rows.executeStep()) {
        const auto beside = (folder_ / rows.getColumn(1).getString()).lexically_normal();
        std::error_code code;
        if (!fs::exists(beside, code)) continue;
        move.reset();
        move.bind(1, beside.string());
        move.bind(2, rows.getColumn(0).getInt64());
        move.exec();
      }
    }
    SQLite::Statement set(tables, "INSERT OR REPLACE INTO settings VALUES ('place', ?)");
    set.bind(1, folder_.string());
    set.exec();
  });
}

void Project::find_roots() {
  std::map<std::int64_t, fs::path> found;
  database_.read([&](SQLite::Database& tables) {
    SQLite::Statement rows(tables, "SELECT id, path, relative FROM roots");
    while (rows.executeStep()) {
      fs::path place = rows.getColumn(1).getString();
      const fs::path relative = rows.getColumn(2).getString();
      std::error_code code;
      if (!relative.empty() && !fs::exists(place, code)) {
        // A project that was moved or copied together with its photos.
        const auto beside = (folder_ / relative).lexically_normal();
        if (fs::exists(beside, code)) place = beside;
      }
      found[rows.getColumn(0).getInt64()] = place;
    }
  });
  const std::lock_guard lock(mutex_);
  roots_ = std::move(found);
}

void Project::mend(ProgressSink& progress) {
  const auto removed = remove_leftovers(*this);
  if (removed.files == 0) return;
  progress.message(Severity::Info, "the project was not closed: removed " +
                                       std::to_string(removed.files) +
                                       (removed.files == 1 ? " file" : " files") +
                                       " of writes that had not ended (" +
                                       std::to_string((removed.bytes + 1023) / 1024) + " KiB)");
}

}  // namespace penumbra::project
