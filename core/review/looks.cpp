#include "review/looks.h"

#include <vector>

#include "project/label_state.h"
#include "project/reviews.h"
#include "review/edit_work.h"

namespace penumbra::review {
namespace {

struct Look {
  std::int64_t id;
  project::ImageId image;
  std::int64_t first;   ///< when the look before it ended
  std::int64_t second;  ///< when this one did
};

std::vector<Look> uncounted(const project::Project& project, std::int64_t until) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(tables,
                           "SELECT id, image, (SELECT max(created) FROM reviews AS before WHERE "
                           "before.image = reviews.image AND before.id < reviews.id), created "
                           "FROM reviews WHERE second = 1 AND changed_pixels IS NULL AND "
                           "created <= ?");
    rows.bind(1, until);
    std::vector<Look> looks;
    while (rows.executeStep())
      looks.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
                       rows.getColumn(2).getInt64(), rows.getColumn(3).getInt64()});
    return looks;
  });
}

}  // namespace

void finish(project::Project& project, project::ImageId image, bool second, std::int64_t now) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement mark(tables, "UPDATE images SET state = 3 WHERE id = ? AND state <> 3");
    mark.bind(1, image);
    const bool first = mark.exec() == 1;
    if (first || second) project::note_review(tables, image, now, !first);
  });
}

void take_back(project::Project& project, project::ImageId image) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement last(tables,
                           "DELETE FROM reviews WHERE id = "
                           "(SELECT max(id) FROM reviews WHERE image = ?)");
    last.bind(1, image);
    last.exec();
    SQLite::Statement left(tables, "SELECT 1 FROM reviews WHERE image = ?");
    left.bind(1, image);
    if (!left.executeStep()) project::clear_reviewed(tables, image);
  });
}

void count_changes(project::Project& project, std::int64_t until, JobControl& control) {
  for (const auto& look : uncounted(project, until)) {
    const auto work = edit_work(project, look.first, look.second, control, look.image);
    std::int64_t pixels = 0;
    for (const auto& [label, change] : work.pixels) pixels += change.became;
    project.database().write([&](SQLite::Database& tables) {
      SQLite::Statement set(tables, "UPDATE reviews SET changed_pixels = ? WHERE id = ?");
      set.bind(1, pixels);
      set.bind(2, look.id);
      set.exec();
    });
  }
}

}  // namespace penumbra::review
