#include "project/import_writer.h"

#include "image/image.h"
#include "project/classes.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

void bind_or_null(SQLite::Statement& statement, int at, const std::string& text) {
  if (text.empty())
    statement.bind(at);
  else
    statement.bind(at, text);
}

std::string item_name(const Arrival& arrival) {
  return arrival.item ? arrival.item->id
                      : fs::path(arrival.path).replace_extension().generic_string();
}

}  // namespace

struct ImportWriter::Statements {
  explicit Statements(SQLite::Database& database)
      : tables(database),
        add(tables,
            "INSERT INTO images (root, path, name, item, width, height, bytes, modified, hash, "
            "problem, found, source_id, tagged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        change(tables,
               "UPDATE images SET root = ?, path = ?, name = ?, item = ?, width = ?, height = ?, "
               "bytes = ?, modified = ?, hash = ?, problem = ?, found = ?, source_id = ? "
               "WHERE id = ?"),
        gone(tables, "UPDATE images SET found = 0 WHERE id = ?"),
        aside(tables, "UPDATE images SET path = path || ' (replaced, ' || id || ')' WHERE id = ?"),
        tagged(tables, "UPDATE images SET tagged = 1 WHERE id = ?"),
        tag(tables, "INSERT OR IGNORE INTO tags (class, image) VALUES (?, ?)"),
        add_split(tables, "INSERT OR IGNORE INTO splits (name) VALUES (?)"),
        in_split(tables,
                 "INSERT OR IGNORE INTO image_splits (split, image, position) VALUES "
                 "((SELECT id FROM splits WHERE name = ?), ?, ?)") {}

  static void run(SQLite::Statement& statement, ImageId id) {
    statement.reset();
    statement.bind(1, id);
    statement.exec();
  }

  SQLite::Database& tables;
  SQLite::Statement add, change, gone, aside, tagged, tag, add_split, in_split;
};

void ImportWriter::check_classes(std::size_t start, std::size_t count) {
  for (auto i = start; i < start + count; ++i) {
    const auto& arrival = plan_.arrivals()[i];
    if (!arrival.item || arrival.fate == Fate::Same) continue;
    for (const int tag : arrival.item->tags) {
      if (values_.contains(tag)) continue;
      const auto& name = dataset_.classes.name(tag);
      const int value = import_classes(project_, {name}).front();
      values_[tag] = value == image::ignore_label ? 0 : value;
      if (values_[tag] == 0)
        progress_.message(Severity::Info,
                          "tags of class '" + name + "', which was removed, are left out");
    }
  }
}

void ImportWriter::move(ImportSummary& summary) {
  const auto& known = plan_.known();
  check_classes(0, plan_.arrivals().size());
  project_.database().write([&](SQLite::Database& tables) {
    Statements rows(tables);
    ImportSummary part;
    // Out of the way first: photos may have changed places with each other.
    for (const auto& arrival : plan_.arrivals())
      if (arrival.fate == Fate::Moved) Statements::run(rows.aside, known[arrival.row].id);
    for (const auto& row : known)
      if (row.displaced && !row.moved && row.found) Statements::run(rows.gone, row.id);
    for (const auto& arrival : plan_.arrivals()) {
      // Another photo takes the place of one whose content is gone: that one keeps its labels.
      const auto place = plan_.at(arrival);
      if (place && !known[*place].moved &&
          (arrival.fate == Fate::Moved || arrival.fate == Fate::New)) {
        Statements::run(rows.aside, known[*place].id);
        progress_.message(Severity::Warning,
                          arrival.photo.string() +
                              ": is another photo now; the labels of the one that lay there are "
                              "kept under that name, as missing");
      }
    }
    for (const auto& arrival : plan_.arrivals()) {
      if (arrival.fate == Fate::Moved || arrival.fate == Fate::Changed) {
        change(rows, arrival);
        ++(arrival.fate == Fate::Moved ? part.moved : part.changed);
      } else if (arrival.fate == Fate::Gone) {
        Statements::run(rows.gone, known[arrival.row].id);
      }
    }
    summary.moved += part.moved;
    summary.changed += part.changed;
  });
}

void ImportWriter::bring_in(std::size_t start, std::size_t count, ImportSummary& summary) {
  check_classes(start, count);
  project_.database().write([&](SQLite::Database& tables) {
    Statements rows(tables);
    ImportSummary part;
    for (auto i = start; i < start + count; ++i) {
      const auto& arrival = plan_.arrivals()[i];
      part.broken += !arrival.problem.empty();
      ImageId id = 0;
      if (arrival.fate == Fate::New) {
        id = add(rows, arrival);
        part.added += arrival.problem.empty();
      } else {
        id = plan_.known()[arrival.row].id;
        part.known += arrival.fate == Fate::Same;
      }
      if (arrival.item) put_into_splits(rows, *arrival.item, id, i);
    }
    summary.added += part.added;
    summary.known += part.known;
    summary.broken += part.broken;
  });
}

ImageId ImportWriter::add(Statements& rows, const Arrival& arrival) {
  const auto* item = arrival.item;
  auto& row = rows.add;
  row.reset();
  row.bind(1, arrival.root);
  row.bind(2, arrival.path);
  row.bind(3, arrival.photo.filename().string());
  row.bind(4, item_name(arrival));
  row.bind(5, item ? item->size.width : 0);
  row.bind(6, item ? item->size.height : 0);
  row.bind(7, arrival.file.bytes);
  row.bind(8, arrival.file.modified);
  row.bind(9, static_cast<std::int64_t>(arrival.file.hash));
  bind_or_null(row, 10, arrival.problem);
  row.bind(11, arrival.file.found ? 1 : 0);
  row.bind(12, item ? item->source_id : std::int64_t{0});
  row.bind(13, item && item->tagged ? 1 : 0);
  row.exec();
  const auto id = rows.tables.getLastInsertRowid();
  if (item) add_tags(rows, *item, id);
  return id;
}

void ImportWriter::change(Statements& rows, const Arrival& arrival) {
  const auto& before = plan_.known()[arrival.row];
  const auto size = arrival.item ? arrival.item->size : before.size;
  auto& row = rows.change;
  row.reset();
  row.bind(1, arrival.root);
  row.bind(2, arrival.path);
  row.bind(3, arrival.photo.filename().string());
  row.bind(4, item_name(arrival));
  row.bind(5, size.width);
  row.bind(6, size.height);
  row.bind(7, arrival.file.bytes);
  row.bind(8, arrival.file.modified);
  row.bind(9, static_cast<std::int64_t>(arrival.file.hash));
  bind_or_null(row, 10, arrival.problem);
  row.bind(11, arrival.file.found ? 1 : 0);
  row.bind(12, arrival.item ? arrival.item->source_id : std::int64_t{0});
  row.bind(13, before.id);
  row.exec();
  // It could not be used until now: what the data set says of it was never taken.
  if (before.size.area() == 0 && arrival.item && arrival.item->tagged) {
    add_tags(rows, *arrival.item, before.id);
    Statements::run(rows.tagged, before.id);
  }
}

void ImportWriter::add_tags(Statements& rows, const dataset::Item& item, ImageId id) {
  for (const int tag : item.tags) {
    const int value = values_.at(tag);
    if (value == 0) continue;
    rows.tag.reset();
    rows.tag.bind(1, value);
    rows.tag.bind(2, id);
    rows.tag.exec();
  }
}

void ImportWriter::put_into_splits(Statements& rows, const dataset::Item& item, ImageId id,
                                   std::size_t index) {
  for (const auto& split : item.splits) {
    if (splits_.insert(split).second) {
      rows.add_split.reset();
      rows.add_split.bind(1, split);
      rows.add_split.exec();
    }
    auto position = static_cast<std::int64_t>(index);
    if (const auto list = positions_.find(split); list != positions_.end())
      if (const auto at = list->second.find(item.id); at != list->second.end())
        position = at->second;
    rows.in_split.reset();
    rows.in_split.bind(1, split);
    rows.in_split.bind(2, id);
    rows.in_split.bind(3, position);
    rows.in_split.exec();
  }
}

}  // namespace penumbra::project
