#pragma once

#include <array>
#include <cstdint>

#include "image/image.h"
#include "project/database.h"

namespace penumbra::project {

/// What each class value of a stored label map counts as now: itself, or what the class was merged
/// into or removed to (column classes.becomes), followed to its end. Files never change for that.
class ClassTable {
 public:
  /// Every value counts as itself.
  ClassTable();
  /// As the catalogue has it now.
  explicit ClassTable(const Database& database);
  explicit ClassTable(SQLite::Database& tables);

  std::uint8_t operator[](std::uint8_t value) const { return now_[value]; }
  /// Replaces each label by what it counts as.
  void apply(image::LabelMap& map) const;

  bool operator==(const ClassTable&) const = default;

 private:
  std::array<std::uint8_t, 256> now_;
  bool changes_nothing_ = true;
};

}  // namespace penumbra::project
