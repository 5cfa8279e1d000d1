#include "project/changes.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"
#include "project/tag_numbers.h"
#include "project/time.h"

namespace penumbra::project {
namespace {

using nlohmann::json;

json to_json(const ClassRow& row) {
  return {{"value", row.value},       {"name", row.name},
          {"colour", row.colour},     {"key", row.key},
          {"position", row.position}, {"becomes", row.becomes ? json(*row.becomes) : json()}};
}

ClassRow class_from_json(const json& object) {
  ClassRow row;
  row.value = whole_number<std::uint8_t>(object.at("value"));
  row.name = object.at("name");
  row.colour = whole_number<std::uint32_t>(object.at("colour"));
  row.key = object.at("key");
  row.position = whole_number<int>(object.at("position"));
  if (!object.at("becomes").is_null())
    row.becomes = whole_number<std::uint8_t>(object.at("becomes"));
  return row;
}

json to_json(const std::vector<Tagging>& tags) {
  json list = json::array();
  for (const auto& tag : tags) list.push_back({tag.class_value, tag.image});
  return list;
}

/// Throws json::exception for what is no list; a loop would take null for an empty one.
const json::array_t& list_of(const json& value) { return value.get_ref<const json::array_t&>(); }

std::vector<Tagging> tags_from_json(const json& list) {
  std::vector<Tagging> tags;
  for (const auto& pair : list_of(list))
    tags.push_back({whole_number<std::uint8_t>(pair.at(0)), whole_number<ImageId>(pair.at(1))});
  return tags;
}

void write_tags(SQLite::Database& tables, const std::vector<Tagging>& tags, bool add) {
  SQLite::Statement write(tables, add ? "INSERT OR IGNORE INTO tags (class, image) VALUES (?, ?)"
                                      : "DELETE FROM tags WHERE class = ? AND image = ?");
  for (const auto& tag : tags) {
    write.reset();
    write.bind(1, tag.class_value);
    write.bind(2, tag.image);
    write.exec();
  }
}

/// The name, or where another class in use has it by now, the name with a number.
std::string free_name(SQLite::Database& tables, const ClassRow& row) {
  SQLite::Statement taken(
      tables, "SELECT 1 FROM classes WHERE name = ? AND value <> ? AND becomes IS NULL");
  auto name = row.name;
  for (int number = 2;; ++number) {
    taken.reset();
    taken.bind(1, name);
    taken.bind(2, row.value);
    if (!taken.executeStep()) return name;
    name = row.name + " " + std::to_string(number);
  }
}

void write_class(SQLite::Database& tables, const ClassRow& row) {
  SQLite::Statement write(
      tables,
      "INSERT INTO classes (value, name, colour, key, position, becomes) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (value) DO UPDATE SET name = excluded.name, colour = excluded.colour, "
      "key = excluded.key, position = excluded.position, becomes = excluded.becomes");
  write.bind(1, row.value);
  write.bind(2, row.becomes ? row.name : free_name(tables, row));
  write.bind(3, static_cast<std::int64_t>(row.colour));
  write.bind(4, row.key);
  write.bind(5, row.position);
  if (row.becomes) write.bind(6, *row.becomes);
  write.exec();
}

/// The class after the change, or before it.
ClassRow class_at(const std::pair<std::optional<ClassRow>, ClassRow>& change, bool forward) {
  if (forward) return change.second;
  auto row = change.first.value_or(change.second);
  if (!change.first) {  // it never was: its name means nothing
    row.becomes = image::ignore_label;
    row.name.clear();
  }
  return row;
}

void carry_out(SQLite::Database& tables, const Change& change, bool forward) {
  // A class that is new stands before its tags, and leaves after them: it is then no longer in use,
  // but its value stays taken, for a label map may hold it.
  for (const auto& one : change.classes) write_class(tables, class_at(one, forward));
  write_tags(tables, change.tags_removed, !forward);
  write_tags(tables, change.tags_added, forward);
  SQLite::Statement tagged(tables, "UPDATE images SET tagged = ? WHERE id = ?");
  for (const auto id : change.became_tagged) {
    tagged.reset();
    tagged.bind(1, forward ? 1 : 0);
    tagged.bind(2, id);
    tagged.exec();
  }
  write_decided(tables, change.decided, forward);
}

/// Tags that were imported since for classes that have just gone out of use: they go, too, and are
/// noted in the change, so that they come back with the class. Returns whether there were any.
bool include_later_tags(SQLite::Database& tables, Change& change, bool forward) {
  SQLite::Statement left(tables, "SELECT image FROM tags WHERE class = ?");
  SQLite::Statement has(tables, "SELECT 1 FROM tags WHERE class = ? AND image = ?");
  Change later;
  for (const auto& one : change.classes) {
    const auto row = class_at(one, forward);
    if (!row.becomes) continue;
    left.reset();
    left.bind(1, row.value);
    while (left.executeStep()) {
      const auto image = left.getColumn(0).getInt64();
      (forward ? later.tags_removed : later.tags_added).push_back({row.value, image});
      if (!forward || *row.becomes == 0 || *row.becomes == image::ignore_label) continue;
      has.reset();
      has.bind(1, *row.becomes);
      has.bind(2, image);
      if (!has.executeStep()) later.tags_added.push_back({*row.becomes, image});
    }
  }
  write_tags(tables, later.tags_removed, !forward);
  write_tags(tables, later.tags_added, forward);
  std::ranges::copy(later.tags_removed, std::back_inserter(change.tags_removed));
  std::ranges::copy(later.tags_added, std::back_inserter(change.tags_added));
  return !later.empty();
}

std::optional<std::string> move(Project& project, bool forward) {
  return project.database().write([&](SQLite::Database& tables) -> std::optional<std::string> {
    SQLite::Statement find(
        tables, forward
                    ? "SELECT id, name, change FROM changes WHERE undone = 1 ORDER BY id LIMIT 1"
                    : "SELECT id, name, change FROM changes WHERE undone = 0 ORDER BY id DESC "
                      "LIMIT 1");
    if (!find.executeStep()) return std::nullopt;
    const auto id = find.getColumn(0).getInt64();
    auto change = change_from_text(find.getColumn(2).getString());
    carry_out(tables, change, forward);
    SQLite::Statement mark(tables, "UPDATE changes SET undone = ? WHERE id = ?");
    mark.bind(1, forward ? 0 : 1);
    mark.bind(2, id);
    mark.exec();
    if (include_later_tags(tables, change, forward)) {
      SQLite::Statement note(tables, "UPDATE changes SET change = ? WHERE id = ?");
      note.bind(1, to_text(change));
      note.bind(2, id);
      note.exec();
    }
    update_contradictions(tables, change);
    return find.getColumn(1).getString();
  });
}

}  // namespace

std::string to_text(const Change& change) {
  json classes = json::array();
  for (const auto& [before, after] : change.classes)
    classes.push_back({before ? to_json(*before) : json(), to_json(after)});
  return json_text(json{{"tags_added", to_json(change.tags_added)},
                        {"tags_removed", to_json(change.tags_removed)},
                        {"became_tagged", change.became_tagged},
                        {"decided", to_json(change.decided)},
                        {"classes", std::move(classes)}},
                   -1, json::error_handler_t::replace);
}

Change change_from_text(const std::string& text) try {
  const auto object = parse_json(text);
  Change change;
  change.tags_added = tags_from_json(object.at("tags_added"));
  change.tags_removed = tags_from_json(object.at("tags_removed"));
  for (const auto& image : list_of(object.at("became_tagged")))
    change.became_tagged.push_back(whole_number<ImageId>(image));
  // Changes of before there were decisions have none.
  if (object.contains("decided")) change.decided = tags_from_json(object.at("decided"));
  for (const auto& pair : list_of(object.at("classes"))) {
    std::optional<ClassRow> before;
    if (!pair.at(0).is_null()) before = class_from_json(pair.at(0));
    change.classes.emplace_back(before, class_from_json(pair.at(1)));
  }
  return change;
} catch (const json::exception&) {
  throw Error("holds a damaged entry", "the history of tags and classes",
              "Take the project from a copy to undo that");
}

void apply(SQLite::Database& tables, const Change& change) {
  carry_out(tables, change, true);
  update_contradictions(tables, change);
}

void revert(SQLite::Database& tables, const Change& change) {
  carry_out(tables, change, false);
  update_contradictions(tables, change);
}

Change tags_to_add(SQLite::Database& tables, ImageId image, std::span<const int> classes) {
  Change change;
  SQLite::Statement has(tables, "SELECT 1 FROM tags WHERE class = ? AND image = ?");
  UndecidedScores undecided(tables);
  for (const int value : classes) {
    has.reset();
    has.bind(1, value);
    has.bind(2, image);
    if (has.executeStep()) continue;
    change.tags_added.push_back({value, image});
    for (const int stored : undecided.find(value, image)) change.decided.push_back({stored, image});
  }
  if (change.tags_added.empty()) return change;
  SQLite::Statement tagged(tables, "SELECT tagged FROM images WHERE id = ?");
  tagged.bind(1, image);
  if (tagged.executeStep() && tagged.getColumn(0).getInt() == 0)
    change.became_tagged.push_back(image);
  return change;
}

void commit(SQLite::Database& tables, const std::string& name, const Change& change) {
  if (change.empty()) return;
  tables.exec("DELETE FROM changes WHERE undone = 1");
  apply(tables, change);
  SQLite::Statement add(tables, "INSERT INTO changes (name, change, created) VALUES (?, ?, ?)");
  add.bind(1, name);
  add.bind(2, to_text(change));
  add.bind(3, milliseconds_now());
  add.exec();
}

std::vector<ChangeEntry> changes(const Project& project, std::int64_t limit) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(
        tables, "SELECT id, name, created, undone FROM changes ORDER BY id DESC LIMIT ?");
    query.bind(1, limit);
    std::vector<ChangeEntry> entries;
    while (query.executeStep())
      entries.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                         query.getColumn(2).getInt64(), query.getColumn(3).getInt() != 0});
    return entries;
  });
}

std::optional<std::string> undo_change(Project& project) { return move(project, false); }
std::optional<std::string> redo_change(Project& project) { return move(project, true); }

}  // namespace penumbra::project
