#include "project/tag_numbers.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "project/tag_scores.h"

namespace penumbra::project {
namespace {

constexpr std::string_view score_prefix = "tag_score:";
constexpr std::string_view decided_prefix = "decided_tag:";

std::string number_name(std::string_view prefix, int value) {
  return std::string(prefix) + std::to_string(value);
}

std::optional<int> value_after(std::string_view prefix, std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  int value = 0;
  std::from_chars(name.data() + prefix.size(), name.data() + name.size(), value);
  if (value < 1 || value > 254) return std::nullopt;
  return value;
}

std::vector<int> tags_of(SQLite::Database& tables, ImageId image) {
  SQLite::Statement query(tables, "SELECT class FROM tags WHERE image = ? ORDER BY class");
  query.bind(1, image);
  std::vector<int> tags;
  while (query.executeStep()) tags.push_back(query.getColumn(0).getInt());
  return tags;
}

TagNumbers numbers_of(SQLite::Database& tables, ImageId image) {
  SQLite::Statement query(tables, "SELECT name, value FROM numbers WHERE image = ?");
  query.bind(1, image);
  TagNumbers numbers;
  while (query.executeStep())
    numbers.take(query.getColumn(0).getString(), query.getColumn(1).getDouble());
  return numbers;
}

bool is_tagged(SQLite::Database& tables, ImageId image) {
  SQLite::Statement query(tables, "SELECT tagged FROM images WHERE id = ?");
  query.bind(1, image);
  return query.executeStep() && query.getColumn(0).getInt() != 0;
}

void write_number(SQLite::Database& tables, const std::string& name, ImageId image, double value) {
  SQLite::Statement write(tables, "INSERT OR REPLACE INTO numbers VALUES (?, ?, ?)");
  write.bind(1, name);
  write.bind(2, image);
  write.bind(3, value);
  write.exec();
}

}  // namespace

bool TagNumbers::take(std::string_view name, double number) {
  if (const auto scored = value_after(score_prefix, name))
    scores_[*scored] = number;
  else if (const auto decided = value_after(decided_prefix, name))
    decided_.insert(*decided);
  else
    return false;
  return true;
}

std::map<int, double> TagNumbers::undecided(const ClassTable& table) const {
  std::map<int, double> found;
  for (const auto& [stored, score] : scores_) {
    const int now = table[static_cast<std::uint8_t>(stored)];
    if (now == 0 || now == image::ignore_label || decided_.contains(stored)) continue;
    auto& highest = found[now];
    highest = std::max(highest, score);
  }
  return found;
}

UndecidedScores::UndecidedScores(SQLite::Database& tables)
    : query_(tables,
             "SELECT 1 FROM numbers WHERE name = ?1 AND image = ?3 AND NOT EXISTS "
             "(SELECT 1 FROM numbers WHERE name = ?2 AND image = ?3)") {
  const ClassTable table(tables);
  for (int value = 1; value < image::ignore_label; ++value)
    stored_[table[static_cast<std::uint8_t>(value)]].push_back(value);
}

std::vector<int> UndecidedScores::find(int class_value, ImageId image) {
  std::vector<int> found;
  for (const int stored : stored_[class_value]) {
    query_.reset();
    query_.bind(1, number_name(score_prefix, stored));
    query_.bind(2, number_name(decided_prefix, stored));
    query_.bind(3, image);
    if (query_.executeStep()) found.push_back(stored);
  }
  return found;
}

void write_tag_scores(SQLite::Database& tables, ImageId image,
                      const std::vector<std::pair<int, double>>& scores) {
  SQLite::Statement forget(tables, "DELETE FROM numbers WHERE image = ? AND name GLOB ?");
  forget.bind(1, image);
  forget.bind(2, std::string(score_prefix) + '*');
  forget.exec();
  const auto tags = tags_of(tables, image);
  for (const auto& [value, score] : scores)
    if (score >= least_tag_score || std::ranges::binary_search(tags, value))
      write_number(tables, number_name(score_prefix, value), image, score);
}

void write_decided(SQLite::Database& tables, const std::vector<Tagging>& decided, bool done) {
  SQLite::Statement write(tables, done ? "INSERT OR REPLACE INTO numbers VALUES (?, ?, 1)"
                                       : "DELETE FROM numbers WHERE name = ? AND image = ?");
  for (const auto& [value, image] : decided) {
    write.reset();
    write.bind(1, number_name(decided_prefix, value));
    write.bind(2, image);
    write.exec();
  }
}

void write_contradiction(SQLite::Database& tables, const ClassTable& table, ImageId image) {
  if (!is_tagged(tables, image)) {  // nothing is known of it that could be contradicted
    SQLite::Statement forget(tables,
                             "DELETE FROM numbers WHERE image = ? AND "
                             "name IN ('contradiction', 'proposed_tag')");
    forget.bind(1, image);
    forget.exec();
    return;
  }
  ImageRow row;
  row.tags = tags_of(tables, image);
  row.tag_scores = numbers_of(tables, image).undecided(table);
  const auto found = tag_proposals(row, 0);
  const auto strongest = found.empty() ? TagProposal{} : found.front();
  write_number(tables, "contradiction", image, strongest.contradiction());
  write_number(tables, "proposed_tag", image,
               strongest.tagged ? -strongest.class_value : strongest.class_value);
}

void update_contradictions(SQLite::Database& tables, const Change& change) {
  std::set<ImageId> concerned(change.became_tagged.begin(), change.became_tagged.end());
  for (const auto* tags : {&change.tags_added, &change.tags_removed, &change.decided})
    for (const auto& tag : *tags) concerned.insert(tag.image);
  SQLite::Statement scored(tables, "SELECT image FROM numbers WHERE name = ?");
  for (const auto& [before, after] : change.classes) {
    if (before && before->becomes == after.becomes) continue;
    scored.reset();
    scored.bind(1, number_name(score_prefix, after.value));
    while (scored.executeStep()) concerned.insert(scored.getColumn(0).getInt64());
  }
  const ClassTable table(tables);
  for (const auto image : concerned)
    if (numbers_of(tables, image).any_score()) write_contradiction(tables, table, image);
}

}  // namespace penumbra::project
