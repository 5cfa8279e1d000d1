#include "compare/map_versions.h"

#include <map>
#include <span>
#include <vector>

#include "base/hash.h"

namespace penumbra::compare {
namespace {

using project::ImageId;
using project::LayerId;
using Versions = std::unordered_map<ImageId, MapVersion>;

/// Asks for all images of the layer, or for one.
class Query {
 public:
  Query(SQLite::Database& tables, const std::string& sql, const std::string& image_column,
        LayerId layer, std::optional<ImageId> image, const std::string& order = {})
      : statement_(tables, sql + (image ? " AND " + image_column + " = ?" : "") + order) {
    statement_.bind(1, layer);
    if (image) statement_.bind(2, *image);
  }
  bool next() { return statement_.executeStep(); }
  std::int64_t operator[](int column) { return statement_.getColumn(column).getInt64(); }

 private:
  SQLite::Statement statement_;
};

Versions files(SQLite::Database& tables, LayerId layer, std::optional<ImageId> image) {
  Versions versions;
  Query rows(tables, "SELECT image, checksum FROM layer_files WHERE layer = ? AND part = -1",
             "image", layer, image);
  while (rows.next()) versions[rows[0]] = static_cast<MapVersion>(rows[1]);
  return versions;
}

/// Images that were edited: the file, and the operations between it and what counts.
Versions edited(SQLite::Database& tables, LayerId layer, std::optional<ImageId> image) {
  const auto saved = files(tables, layer, image);
  std::map<ImageId, std::vector<std::int64_t>> since;
  Query edits(tables,
              "SELECT image, edits.id FROM edited_images JOIN edits USING (layer, image) "
              "WHERE layer = ? AND number > min(done, saved) AND number <= max(done, saved)",
              "image", layer, image, " ORDER BY image, number");
  while (edits.next()) since[edits[0]].push_back(edits[1]);
  Versions versions;
  Query rows(tables, "SELECT image, done, saved FROM edited_images WHERE layer = ?", "image", layer,
             image);
  while (rows.next()) {
    const auto found = saved.find(rows[0]);
    const auto file = found == saved.end() ? MapVersion{0} : found->second;
    if (const auto operations = since.find(rows[0]); operations != since.end()) {
      auto all = operations->second;
      all.insert(all.end(), {static_cast<std::int64_t>(file), rows[1], rows[2]});
      versions[rows[0]] = hash_bytes(std::as_bytes(std::span(all)));
    } else {
      versions[rows[0]] = file;
    }
  }
  return versions;
}

Versions versions_of(project::Project& project, LayerId layer, std::optional<ImageId> image) {
  const auto info = project::Layers(project).get(layer);
  auto own = project.database().read([&](SQLite::Database& tables) {
    const SQLite::Transaction one_state(tables);
    return project::keeps_history(info.kind) ? edited(tables, layer, image)
                                             : files(tables, layer, image);
  });
  if (project::keeps_history(info.kind) && info.base)
    own.merge(versions_of(project, *info.base, image));
  return own;
}

}  // namespace

std::unordered_map<ImageId, MapVersion> map_versions(project::Project& project, LayerId layer) {
  return versions_of(project, layer, std::nullopt);
}

std::optional<MapVersion> map_version(project::Project& project, LayerId layer, ImageId image) {
  const auto found = versions_of(project, layer, image);
  if (found.empty()) return std::nullopt;
  return found.begin()->second;
}

}  // namespace penumbra::compare
