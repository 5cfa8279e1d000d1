#include "project/classes.h"

#include <algorithm>

#include "base/error.h"
#include "base/nearest_name.h"
#include "base/utf8.h"
#include "dataset/class_lists.h"
#include "image/palette.h"
#include "project/class_table.h"

namespace penumbra::project {
namespace {

std::vector<ClassRow> read_classes(SQLite::Database& tables, bool in_use) {
  SQLite::Statement query(
      tables, std::string("SELECT value, name, colour, key, position, becomes FROM classes") +
                  (in_use ? " WHERE becomes IS NULL" : "") + " ORDER BY position, value");
  std::vector<ClassRow> rows;
  while (query.executeStep()) {
    ClassRow row;
    row.value = query.getColumn(0).getInt();
    row.name = query.getColumn(1).getString();
    row.colour = query.getColumn(2).getUInt();
    row.key = query.getColumn(3).getString();
    row.position = query.getColumn(4).getInt();
    if (!query.getColumn(5).isNull()) row.becomes = query.getColumn(5).getInt();
    rows.push_back(std::move(row));
  }
  return rows;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

void check_name(const std::vector<ClassRow>& in_use, const std::string& name) {
  if (!is_utf8(name)) throw Error("is no UTF-8 text", "name of a class", "Write it in UTF-8");
  auto shown = to_utf32(name);
  std::ranges::replace_if(shown, is_control, U'\ufffd');
  const auto quoted = "'" + to_utf8(shown) + "'";
  if (dataset::trimmed(name).empty() || name != dataset::trimmed(name))
    throw Error("is no name for a class", quoted,
                "Choose one that neither is empty nor begins or ends with a blank");
  if (std::ranges::any_of(to_utf32(name), is_control))
    throw Error("holds a line break or another control character", quoted,
                "Choose a name of one line");
  if (dataset::is_no_class(name))
    throw Error("stands for pixels of no class", quoted, "Choose another name");
  if (std::ranges::find(in_use, name, &ClassRow::name) != in_use.end())
    throw Error("is the name of a class already", quoted,
                "Choose another name, or merge the classes");
}

ClassRow find(const std::vector<ClassRow>& in_use, int value) {
  const auto row = std::ranges::find(in_use, value, &ClassRow::value);
  if (row == in_use.end())
    throw Error("is no class of the project", "class value " + std::to_string(value),
                "Choose one that is in use");
  return *row;
}

std::uint32_t first_colour(int value) {
  const auto& colour = image::voc_palette()[static_cast<std::size_t>(value)];
  return static_cast<std::uint32_t>(colour[0] << 16 | colour[1] << 8 | colour[2]);
}

ClassRow new_class(const std::vector<ClassRow>& all, const std::string& name) {
  ClassRow row;
  row.name = name;
  for (const auto& other : all) {
    row.value = std::max(row.value, other.value);
    if (!other.becomes) row.position = std::max(row.position, other.position + 1);
  }
  if (++row.value >= image::ignore_label)
    throw Error("can't be added: the 254 values of label maps are taken", "class '" + name + "'",
                "Rename a class that is not needed, or start another project");
  row.colour = first_colour(row.value);
  for (char digit = '1'; digit <= '9' && row.key.empty(); ++digit)
    if (std::ranges::none_of(all, [&](const ClassRow& other) {
          return !other.becomes && other.key == std::string(1, digit);
        }))
      row.key = std::string(1, digit);
  return row;
}

/// Names that classes had before they were renamed.
std::string former_name(const std::string& name) { return "class:" + name; }

void remember_name(SQLite::Database& tables, const ClassRow& row) {
  SQLite::Statement keep(tables, "INSERT OR REPLACE INTO settings VALUES (?, ?)");
  keep.bind(1, former_name(row.name));
  keep.bind(2, std::to_string(row.value));
  keep.exec();
}

/// What a name that is no longer in use stands for now.
std::optional<int> former_value(SQLite::Database& tables, const std::string& name) {
  int value = 0, removed = 0;
  SQLite::Statement renamed(tables, "SELECT value FROM settings WHERE name = ?");
  renamed.bind(1, former_name(name));
  if (renamed.executeStep()) value = renamed.getColumn(0).getInt();
  for (const auto& row : read_classes(tables, false))
    if (row.name == name && row.becomes) removed = std::max(removed, row.value);
  if (removed > 0) value = removed;
  if (value < 1 || value > 254) return std::nullopt;
  return ClassTable(tables)[static_cast<std::uint8_t>(value)];
}

/// The value of a class in use, or what a name of before stands for now.
std::optional<int> known_value(SQLite::Database& tables, const std::vector<ClassRow>& in_use,
                               const std::string& name) {
  const auto row = std::ranges::find(in_use, name, &ClassRow::name);
  return row != in_use.end() ? row->value : former_value(tables, name);
}

std::vector<Tagging> taggings(SQLite::Database& tables, int value) {
  SQLite::Statement query(tables, "SELECT image FROM tags WHERE class = ?");
  query.bind(1, value);
  std::vector<Tagging> found;
  while (query.executeStep()) found.push_back({value, query.getColumn(0).getInt64()});
  return found;
}

}  // namespace

std::vector<ClassRow> classes(const Project& project) {
  return project.database().read(
      [](SQLite::Database& tables) { return read_classes(tables, true); });
}

int class_value(const Project& project, std::string_view name) {
  const auto in_use = classes(project);
  const auto row = std::ranges::find(in_use, name, &ClassRow::name);
  if (row != in_use.end()) return row->value;
  std::vector<std::string> names;
  for (const auto& one : in_use) names.push_back(one.name);
  const auto nearest = nearest_name(name, names);
  throw Error("is no class of the project", "'" + std::string(name) + "'",
              nearest.empty() ? "Add it first" : "Did you mean '" + nearest + "'?");
}

int add_class(Project& project, const std::string& name) {
  return project.database().write([&](SQLite::Database& tables) {
    check_name(read_classes(tables, true), name);
    const auto row = new_class(read_classes(tables, false), name);
    commit(tables, "add class " + name, {{}, {}, {}, {{std::nullopt, row}}});
    return row.value;
  });
}

std::vector<int> import_classes(Project& project, const std::vector<std::string>& names) {
  return project.database().write([&](SQLite::Database& tables) {
    std::vector<int> values;
    for (const auto& name : names) {
      const auto in_use = read_classes(tables, true);
      if (const auto value = known_value(tables, in_use, name)) {
        values.push_back(*value);
        continue;
      }
      check_name(in_use, name);
      const auto added = new_class(read_classes(tables, false), name);
      apply(tables, {{}, {}, {}, {{std::nullopt, added}}});
      values.push_back(added.value);
    }
    return values;
  });
}

std::vector<std::optional<int>> known_classes(const Project& project,
                                              const std::vector<std::string>& names) {
  return project.database().read([&](SQLite::Database& tables) {
    const auto in_use = read_classes(tables, true);
    auto all = read_classes(tables, false);
    std::vector<std::optional<int>> values;
    for (const auto& name : names) {
      values.push_back(known_value(tables, in_use, name));
      if (values.back()) continue;
      check_name(in_use, name);
      all.push_back(new_class(all, name));
    }
    return values;
  });
}

void rename_class(Project& project, int value, const std::string& name) {
  project.database().write([&](SQLite::Database& tables) {
    const auto in_use = read_classes(tables, true);
    const auto before = find(in_use, value);
    if (before.name == name) return;
    check_name(in_use, name);
    auto after = before;
    after.name = name;
    remember_name(tables, before);
    commit(tables, "rename class " + before.name + " to " + name, {{}, {}, {}, {{before, after}}});
  });
}

void set_class_look(Project& project, int value, std::uint32_t colour, const std::string& key) {
  if (to_utf32(key).size() > 1 || std::ranges::any_of(to_utf32(key), is_control))
    throw Error("is no key", "'" + key + "'", "Choose one character");
  project.database().write([&](SQLite::Database& tables) {
    const auto in_use = read_classes(tables, true);
    const auto before = find(in_use, value);
    auto after = before;
    after.colour = colour & 0xffffff;
    after.key = key;
    Change change;
    for (const auto& other : in_use) {
      if (other.value == value || key.empty() || other.key != key) continue;
      auto without = other;
      without.key.clear();
      change.classes.emplace_back(other, without);
    }
    if (after != before) change.classes.emplace_back(before, after);
    const auto* what = after.key != before.key ? "key" : "colour";
    commit(tables, std::string(what) + " of class " + before.name, change);
  });
}

void reset_class_colours(Project& project, std::span<const int> values) {
  project.database().write([&](SQLite::Database& tables) {
    const auto in_use = read_classes(tables, true);
    Change change;
    for (const int value : values) {
      const auto before = find(in_use, value);
      auto after = before;
      after.colour = first_colour(value);
      if (after != before) change.classes.emplace_back(before, after);
    }
    commit(tables, "colours of " + std::to_string(change.classes.size()) + " classes", change);
  });
}

void order_classes(Project& project, std::span<const int> values) {
  project.database().write([&](SQLite::Database& tables) {
    auto rows = read_classes(tables, true);
    for (const int value : values) find(rows, value);
    std::ranges::stable_sort(rows, {}, [&](const ClassRow& row) {
      return std::ranges::find(values, row.value) - values.begin();
    });
    Change change;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto after = rows[i];
      after.position = static_cast<int>(i);
      if (after != rows[i]) change.classes.emplace_back(rows[i], after);
    }
    commit(tables, "order of the classes", change);
  });
}

void merge_classes(Project& project, int from, int into) {
  project.database().write([&](SQLite::Database& tables) {
    const auto in_use = read_classes(tables, true);
    const auto before = find(in_use, from), target = find(in_use, into);
    if (from == into)
      throw Error("can't be merged with itself", "class '" + before.name + "'", "Name another one");
    auto after = before;
    after.becomes = into;
    Change change;
    change.classes.emplace_back(before, after);
    change.tags_removed = taggings(tables, from);
    SQLite::Statement has(tables, "SELECT 1 FROM tags WHERE class = ? AND image = ?");
    for (const auto& tag : change.tags_removed) {
      has.reset();
      has.bind(1, into);
      has.bind(2, tag.image);
      if (!has.executeStep()) change.tags_added.push_back({into, tag.image});
    }
    commit(tables, "merge class " + before.name + " into " + target.name, change);
  });
}

void remove_class(Project& project, int value, int becomes) {
  if (becomes != 0 && becomes != image::ignore_label)
    throw Error("is neither background nor ignore", std::to_string(becomes), "Choose 0 or 255");
  project.database().write([&](SQLite::Database& tables) {
    const auto before = find(read_classes(tables, true), value);
    auto after = before;
    after.becomes = becomes;
    Change change;
    change.classes.emplace_back(before, after);
    change.tags_removed = taggings(tables, value);
    commit(tables, "remove class " + before.name, change);
  });
}

}  // namespace penumbra::project
