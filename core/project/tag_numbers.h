#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "project/changes.h"
#include "project/class_table.h"

/// The numbers of images that say what a trained classifier says of their tags ("tag_score:3", the
/// probability of stored class value 3) and what is not to be asked for any more
/// ("decided_tag:3"). Everything here works within a transaction of the caller's.
namespace penumbra::project {

/// Tells these numbers of an image from its others.
class TagNumbers {
 public:
  /// Whether it is one of them.
  bool take(std::string_view name, double value);
  bool any_score() const { return !scores_.empty(); }
  /// By class as it counts now, the highest of several; without those that were decided on.
  std::map<int, double> undecided(const ClassTable& table) const;

 private:
  std::map<int, double> scores_;  ///< by stored class value
  std::set<int> decided_;
};

/// Finds the stored values of a class of which an image has a score that nobody has decided on.
class UndecidedScores {
 public:
  explicit UndecidedScores(SQLite::Database& tables);
  std::vector<int> find(int class_value, ImageId image);

 private:
  std::map<int, std::vector<int>> stored_;  ///< values that count as a class
  SQLite::Statement query_;
};

/// In place of what the image had; see set_tag_scores.
void write_tag_scores(SQLite::Database& tables, ImageId image,
                      const std::vector<std::pair<int, double>>& scores);
/// Notes that these stored values are decided, or takes that back.
void write_decided(SQLite::Database& tables, const std::vector<Tagging>& decided, bool done);

/// Sets "contradiction" and "proposed_tag" of an image as they follow from its scores.
void write_contradiction(SQLite::Database& tables, const ClassTable& table, ImageId image);
/// The same of all images with scores whose tags, decisions or classes the change concerns.
void update_contradictions(SQLite::Database& tables, const Change& change);

}  // namespace penumbra::project
