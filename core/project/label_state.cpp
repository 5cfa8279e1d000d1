#include "project/label_state.h"

#include <string>

namespace penumbra::project {
namespace {

// New = 0, Labelled = 1, Edited = 2, Reviewed = 3: see image_state.h.
constexpr auto set_state =
    "UPDATE images SET state = CASE "
    "WHEN EXISTS (SELECT 1 FROM edited_images AS edited WHERE edited.image = images.id "
    "AND edited.done > 0 AND edited.layer IN (SELECT id FROM layers WHERE kind IN ('edited', "
    "'evidence'))) THEN 2 "
    "WHEN EXISTS (SELECT 1 FROM layer_files AS map WHERE map.image = images.id AND map.part = -1 "
    "AND map.layer IN (SELECT id FROM layers WHERE kind NOT IN ('edited', 'evidence', 'truth'))) "
    "THEN 1 "
    "ELSE 0 END WHERE state IN (1, 2)";

void run(SQLite::Database& tables, const std::string& text, ImageId image) {
  SQLite::Statement statement(tables, text);
  statement.bind(1, image);
  statement.exec();
}

}  // namespace

void mark_labelled(SQLite::Database& tables, ImageId image) {
  run(tables, "UPDATE images SET state = 1 WHERE id = ? AND state = 0", image);
}

void mark_edited(SQLite::Database& tables, ImageId image) {
  run(tables, "UPDATE images SET state = 2 WHERE id = ? AND state < 2", image);
}

void update_state(SQLite::Database& tables, ImageId image) {
  run(tables, std::string(set_state) + " AND id = ?", image);
}

void clear_reviewed(SQLite::Database& tables, ImageId image) {
  run(tables, "UPDATE images SET state = 2 WHERE id = ?", image);
  update_state(tables, image);
}

void update_states(SQLite::Database& tables) { tables.exec(set_state); }

}  // namespace penumbra::project
