#include "project/schema.h"

#include <string>

#include "base/atomic_file.h"
#include "base/error.h"

namespace penumbra::project {
namespace {

/// What brings an empty database to version 1, version 1 to 2, and so on. A published step is never
/// changed: append the next one, raise `schema_version` and keep a project of the old version among
/// the tests (tests/project/fixtures/make.sh).
constexpr const char* steps[] = {R"sql(
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Folders that photos lie in. `relative` leads there from the project's folder, if that is short.
CREATE TABLE roots (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  relative TEXT NOT NULL DEFAULT '',
  format TEXT NOT NULL
);

-- path: relative to the root, with '/'. item: the data set's own name of the image.
-- modified: nanoseconds since 1970. hash: XXH3-64 of the file. state: see ImageState.
-- problem: why the photo can't be used; NULL where it can. found: whether the last look found it.
CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  root INTEGER NOT NULL REFERENCES roots (id),
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  item TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  tagged INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  found INTEGER NOT NULL DEFAULT 1,
  source_id INTEGER NOT NULL DEFAULT 0,
  UNIQUE (root, path)
);
CREATE INDEX images_by_name ON images (name);
CREATE INDEX images_by_item ON images (item);
CREATE INDEX images_by_hash ON images (hash);
CREATE INDEX images_by_state ON images (state, found, tagged, problem);

CREATE TABLE splits (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE image_splits (
  split INTEGER NOT NULL REFERENCES splits (id) ON DELETE CASCADE,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (split, image)
) WITHOUT ROWID;
CREATE INDEX splits_of_image ON image_splits (image);

-- A class keeps its value in label maps for ever. becomes: NULL for a class in use; else what its
-- pixels count as: the value of the class that it was merged into, 0 or 255 where it was removed.
CREATE TABLE classes (
  value INTEGER PRIMARY KEY CHECK (value BETWEEN 1 AND 254),
  name TEXT NOT NULL,
  colour INTEGER NOT NULL,
  key TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  becomes INTEGER
);
CREATE UNIQUE INDEX class_names ON classes (name) WHERE becomes IS NULL;

CREATE TABLE tags (
  class INTEGER NOT NULL REFERENCES classes (value),
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  PRIMARY KEY (class, image)
) WITHOUT ROWID;
CREATE INDEX tags_of_image ON tags (image, class);

-- Numbers that a run gives an image, e.g. uncertain, contradiction, disagreement.
CREATE TABLE numbers (
  name TEXT NOT NULL,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  value REAL NOT NULL,
  PRIMARY KEY (name, image)
) WITHOUT ROWID;
CREATE INDEX numbers_by_value ON numbers (name, value DESC, image);
CREATE INDEX numbers_of_image ON numbers (image);

-- source: the run, checkpoint or file that it came from. options: a JSON object.
CREATE TABLE layers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  options TEXT NOT NULL,
  created INTEGER NOT NULL,
  base INTEGER REFERENCES layers (id),
  known_tags INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0
);
-- part: -1 the map, 0..254 the scores of that class value, 255 the uncertainty, 256 what a person
-- drew. checksum: XXH3-64 of the file, which is also in its name.
CREATE TABLE layer_files (
  layer INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  file TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (layer, image, part)
) WITHOUT ROWID;
CREATE INDEX layer_files_of_image ON layer_files (image);

-- The history of an image in an edited layer. number: 1, 2, 3, ... difference: see history.h.
CREATE TABLE edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  layer INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  details TEXT NOT NULL,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  difference BLOB NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (layer, image, number)
);
-- done: how many operations count (fewer than there are after an undo). saved: how many are in the
-- map that lies in the layer's files.
CREATE TABLE edited_images (
  layer INTEGER NOT NULL REFERENCES layers (id) ON DELETE CASCADE,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  done INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  PRIMARY KEY (layer, image)
) WITHOUT ROWID;

-- The history of tags and classes. change: a JSON object, see changes.h.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  change TEXT NOT NULL,
  created INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
)sql",
                                 R"sql(
-- Marks as reviewed that were not taken back. created: milliseconds since 1970. exact: 0 where it
-- is only known that it was before. second: 1 for a second look at a reviewed image, and then
-- changed_pixels: how many it changed, NULL until that was counted.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  exact INTEGER NOT NULL DEFAULT 1,
  second INTEGER NOT NULL DEFAULT 0,
  changed_pixels INTEGER
);
CREATE INDEX reviews_of_image ON reviews (image);
CREATE INDEX reviews_by_time ON reviews (created);
INSERT INTO reviews (image, created, exact)
  SELECT id, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), 0
  FROM images WHERE state = 3;

-- Work that is over, see review/sessions.h. Times: milliseconds (since 1970). Counts: images,
-- operations, and second looks that changed nothing (agreed) or something.
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  active INTEGER NOT NULL,
  reviewed INTEGER NOT NULL,
  edited INTEGER NOT NULL,
  strokes INTEGER NOT NULL,
  agreed INTEGER NOT NULL,
  changed INTEGER NOT NULL
);
-- Pixels that became a label (a class value, 0 or 255) and that ceased to be it.
CREATE TABLE session_pixels (
  session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  label INTEGER NOT NULL,
  became INTEGER NOT NULL,
  ceased INTEGER NOT NULL,
  PRIMARY KEY (session, label)
) WITHOUT ROWID;
CREATE INDEX edits_by_time ON edits (created, layer, image, number);
)sql",
                                 R"sql(
-- author: who edited, as the system calls them; empty where that is not known. tags: what the
-- operation changed in the image's tags, as changes.change; empty: nothing.
ALTER TABLE edits ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE edits ADD COLUMN tags TEXT NOT NULL DEFAULT '';
)sql"};
static_assert(std::size(steps) == schema_version);

int version_of(const Database& database) {
  return database.read(
      [](SQLite::Database& tables) { return tables.execAndGet("PRAGMA user_version").getInt(); });
}

int version_of(SchemaSteps steps) { return static_cast<int>(steps.size()); }

void check(const Database& database, SchemaSteps steps) {
  const int found = version_of(database);
  if (found > version_of(steps))
    throw Error("was written by a newer Penumbra (its schema is " + std::to_string(found) +
                    ", this program knows " + std::to_string(version_of(steps)) + ")",
                database.file().string(), "Install the newer version; the project is unchanged");
  if (found < 1) throw Error("is no project", database.file().string(), "Choose another folder");
}

void apply(Database& database, int found, SchemaSteps steps) {
  database.write([&](SQLite::Database& tables) {
    for (const auto* step : steps.subspan(static_cast<std::size_t>(found))) tables.exec(step);
    tables.exec("PRAGMA user_version = " + std::to_string(steps.size()));
  });
}

void save_copy(const Database& database, const std::filesystem::path& copy) {
  write_file_atomically(copy, [&](const std::filesystem::path& file) {
    std::filesystem::remove(file);
    database.read([&](SQLite::Database& tables) {
      SQLite::Statement save(tables, "VACUUM INTO ?");
      save.bind(1, file.string());
      save.exec();
    });
  });
}

}  // namespace

SchemaSteps schema_steps() { return steps; }

void create_schema(Database& database) { apply(database, 0, steps); }

void check_schema(const Database& database) { check(database, steps); }

void check_values(const Database& database) {
  struct Rule {
    const char* holds;
    const char* broken;  ///< SQL that finds one; no large table is read for it
  };
  static constexpr Rule rules[] = {
      {"a class number", "SELECT value FROM classes WHERE value < 1 OR value > 254"},
      {"a class that becomes", "SELECT becomes FROM classes WHERE becomes < 0 OR becomes > 255"},
      {"a tag of class", "SELECT class FROM tags WHERE class < 1 OR class > 254"},
      {"an image in state", "SELECT state FROM images WHERE state < 0 OR state > 3"},
  };
  database.read([&](SQLite::Database& tables) {
    for (const auto& rule : rules) {
      SQLite::Statement query(tables, std::string(rule.broken) + " LIMIT 1");
      if (query.executeStep())
        throw Error(std::string("is damaged: it holds ") + rule.holds + ' ' +
                        query.getColumn(0).getString(),
                    database.file().string(), "Take the project from a copy");
    }
  });
}

void migrate(Database& database, ProgressSink& progress, SchemaSteps steps) {
  check(database, steps);
  const int found = version_of(database), wanted = version_of(steps);
  if (found == wanted) return;
  if (!database.writable())
    throw Error("has the older schema " + std::to_string(found), database.file().string(),
                "Open it once for writing: a copy is kept");
  auto copy = database.file();
  copy += ".before-" + std::to_string(wanted);
  save_copy(database, copy);
  apply(database, found, steps);
  progress.message(Severity::Info, "brought the project from schema " + std::to_string(found) +
                                       " to " + std::to_string(wanted) +
                                       "; a copy of the old one is " + copy.string());
}

}  // namespace penumbra::project
