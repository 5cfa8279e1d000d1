#include "project/recent_work.h"

#include <set>

namespace penumbra::project {

RecentWork work_since(const Project& project, std::int64_t moment) {
  return project.database().read([&](SQLite::Database& tables) {
    RecentWork work;
    std::set<std::int64_t> images;
    // The latest first: what is older is not read, however long the history.
    SQLite::Statement edits(tables, "SELECT image, created FROM edits ORDER BY id DESC");
    while (edits.executeStep() && edits.getColumn(1).getInt64() >= moment) {
      ++work.edits;
      images.insert(edits.getColumn(0).getInt64());
    }
    work.images = static_cast<std::int64_t>(images.size());
    SQLite::Statement changes(tables, "SELECT count(*) FROM changes WHERE created >= ?");
    changes.bind(1, static_cast<int64_t>(moment));
    if (changes.executeStep()) work.changes = changes.getColumn(0).getInt64();
    return work;
  });
}

}  // namespace penumbra::project
