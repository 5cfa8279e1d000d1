#include "project/catalogue.h"

#include "base/error.h"
#include "project/label_state.h"
#include "project/photo_file.h"
#include "project/reviews.h"
#include "project/roots.h"
#include "project/tag_numbers.h"
#include "project/time.h"

namespace penumbra::project {
namespace {

ImageRow read_row(const Project& project, SQLite::Statement& row) {
  ImageRow image;
  image.id = row.getColumn(0).getInt64();
  image.path = row.getColumn(2).getString();
  image.photo = project.photo(row.getColumn(1).getInt64(), image.path);
  image.name = row.getColumn(3).getString();
  image.item = row.getColumn(4).getString();
  image.size = {row.getColumn(5).getInt(), row.getColumn(6).getInt()};
  image.bytes = row.getColumn(7).getInt64();
  image.modified = row.getColumn(8).getInt64();
  image.tagged = row.getColumn(9).getInt() != 0;
  image.state = static_cast<ImageState>(row.getColumn(10).getInt());
  image.problem = row.getColumn(11).getString();
  image.found = row.getColumn(12).getInt() != 0;
  return image;
}

constexpr auto columns =
    "id, root, path, name, item, width, height, bytes, modified, tagged, state, "
    "ifnull(problem, ''), found";

}  // namespace

std::vector<ImageRow> rows(const Project& project, std::span<const ImageId> ids) {
  return project.database().read([&](SQLite::Database& tables) {
    std::vector<ImageRow> result;
    result.reserve(ids.size());
    const ClassTable table(tables);
    SQLite::Statement image(tables, std::string("SELECT ") + columns + " FROM images WHERE id = ?");
    SQLite::Statement tags(tables, "SELECT class FROM tags WHERE image = ? ORDER BY class");
    SQLite::Statement splits(tables,
                             "SELECT name FROM image_splits JOIN splits ON splits.id = split "
                             "WHERE image = ? ORDER BY name");
    SQLite::Statement numbers(tables, "SELECT name, value FROM numbers WHERE image = ?");
    for (const auto id : ids) {
      image.reset();
      image.bind(1, id);
      if (!image.executeStep()) continue;
      auto& row = result.emplace_back(read_row(project, image));
      tags.reset();
      tags.bind(1, id);
      while (tags.executeStep()) row.tags.push_back(tags.getColumn(0).getInt());
      splits.reset();
      splits.bind(1, id);
      while (splits.executeStep()) row.splits.push_back(splits.getColumn(0).getString());
      numbers.reset();
      numbers.bind(1, id);
      TagNumbers of_tags;
      while (numbers.executeStep()) {
        const auto name = numbers.getColumn(0).getString();
        const double value = numbers.getColumn(1).getDouble();
        if (!of_tags.take(name, value)) row.numbers[name] = value;
      }
      row.tag_scores = of_tags.undecided(table);
    }
    return result;
  });
}

namespace {
struct Found {
  ImageId id;
  std::int64_t root;
  std::string path;
};
}  // namespace

ImageId find_image(const Project& project, std::string_view name) {
  auto found = project.database().read([&](SQLite::Database& tables) {
    std::vector<Found> found;
    for (const auto* column : {"path", "name", "item"}) {
      SQLite::Statement query(tables, std::string("SELECT id, root, path FROM images WHERE ") +
                                          column + " = ? LIMIT 3");
      query.bind(1, std::string(name));
      while (query.executeStep())
        found.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(),
                         query.getColumn(2).getString()});
      if (!found.empty()) break;
    }
    return found;
  });
  if (found.empty()) {
    const auto place = true_folder(std::string(name));
    for (const auto& root : roots(project)) {
      const auto below = place.lexically_relative(project.photo(root.id, "").parent_path());
      if (below.empty() || *below.begin() == "..") continue;
      project.database().read([&](SQLite::Database& tables) {
        SQLite::Statement query(tables, "SELECT id FROM images WHERE root = ? AND path = ?");
        query.bind(1, root.id);
        query.bind(2, below.generic_string());
        if (query.executeStep())
          found.push_back({query.getColumn(0).getInt64(), root.id, below.generic_string()});
      });
    }
  }
  if (found.empty())
    throw Error("there is no such image in the project", std::string(name),
                "Give its file name, or its path below the folder of photos");
  if (found.size() > 1)
    throw Error("several images have this name, e.g. " +
                    project.photo(found[0].root, found[0].path).string() + " and " +
                    project.photo(found[1].root, found[1].path).string(),
                std::string(name), "Give the whole path");
  return found.front().id;
}

void set_state(Project& project, std::span<const ImageId> ids, ImageState state) {
  const auto now = milliseconds_now();
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "UPDATE images SET state = ? WHERE id = ? AND state <> ?");
    set.bind(1, static_cast<int>(state));
    set.bind(3, static_cast<int>(state));
    for (const auto id : ids) {
      set.reset();
      set.bind(2, id);
      if (set.exec() == 0) continue;
      if (state == ImageState::Reviewed)
        note_review(tables, id, now, false);
      else
        forget_reviews(tables, id);
    }
  });
}

void set_reviewed(Project& project, std::span<const ImageId> ids, bool reviewed) {
  if (reviewed) return set_state(project, ids, ImageState::Reviewed);
  project.database().write([&](SQLite::Database& tables) {
    for (const auto id : ids) {
      forget_reviews(tables, id);
      clear_reviewed(tables, id);
    }
  });
}

void set_numbers(Project& project, std::string_view name,
                 std::span<const std::pair<ImageId, double>> values) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "INSERT OR REPLACE INTO numbers VALUES (?, ?, ?)");
    for (const auto& [id, value] : values) {
      set.reset();
      set.bind(1, std::string(name));
      set.bind(2, id);
      set.bind(3, value);
      set.exec();
    }
  });
}

void clear_numbers(Project& project, std::string_view name, std::span<const ImageId> ids) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement clear(tables, "DELETE FROM numbers WHERE name = ? AND image = ?");
    for (const auto id : ids) {
      clear.reset();
      clear.bind(1, std::string(name));
      clear.bind(2, id);
      clear.exec();
    }
  });
}

}  // namespace penumbra::project
