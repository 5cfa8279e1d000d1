#include "project/pending_import.h"

namespace penumbra::project {

std::filesystem::path pending_import(const Project& project) {
  return project.database().read([](SQLite::Database& tables) -> std::filesystem::path {
    SQLite::Statement get(tables, "SELECT value FROM settings WHERE name = 'import'");
    return get.executeStep() ? get.getColumn(0).getString() : std::string();
  });
}

void set_pending_import(Project& project, const std::filesystem::path& data) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "INSERT OR REPLACE INTO settings VALUES ('import', ?)");
    set.bind(1, data.string());
    set.exec();
  });
}

}  // namespace penumbra::project
