#include "project/class_table.h"

#include <numeric>

namespace penumbra::project {

ClassTable::ClassTable() { std::iota(now_.begin(), now_.end(), std::uint8_t{0}); }

ClassTable::ClassTable(SQLite::Database& tables) : ClassTable() {
  auto becomes = now_;
  SQLite::Statement rows(tables, "SELECT value, becomes FROM classes WHERE becomes IS NOT NULL");
  while (rows.executeStep()) {
    becomes[static_cast<std::uint8_t>(rows.getColumn(0).getInt())] =
        static_cast<std::uint8_t>(rows.getColumn(1).getInt());
    changes_nothing_ = false;
  }
  for (auto& value : now_) {
    // A chain has at most 256 links; a damaged one that goes in a circle ends anywhere in it.
    for (std::size_t i = 0; i < now_.size() && becomes[value] != value; ++i) value = becomes[value];
  }
}

ClassTable::ClassTable(const Database& database)
    : ClassTable(database.read([](SQLite::Database& tables) { return ClassTable(tables); })) {}

void ClassTable::apply(image::LabelMap& map) const {
  if (changes_nothing_) return;
  for (auto& label : map.labels) label = now_[label];
}

}  // namespace penumbra::project
