#include "project/roots.h"

#include <algorithm>
#include <iterator>

#include "base/parallel.h"
#include "base/phrase.h"
#include "project/photo_file.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

/// The way from the project's folder, where both may well be moved together.
std::string way_from(const fs::path& project, const fs::path& folder) {
  const auto way = folder.lexically_relative(project);
  constexpr int farthest = 4;
  return std::ranges::count(way, fs::path("..")) <= farthest ? way.generic_string() : std::string();
}

}  // namespace

std::vector<Root> roots(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, path, format FROM roots ORDER BY id");
    std::vector<Root> found;
    while (query.executeStep())
      found.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                       query.getColumn(2).getString()});
    return found;
  });
}

std::int64_t add_root(Project& project, const fs::path& folder, const std::string& format) {
  const auto place = true_folder(folder);
  for (const auto& root : roots(project))
    if (project.photo(root.id, "").parent_path() == place || root.path == place) return root.id;
  const auto id = project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement add(tables, "INSERT INTO roots (path, relative, format) VALUES (?, ?, ?)");
    add.bind(1, place.string());
    add.bind(2, way_from(project.folder(), place));
    add.bind(3, format);
    add.exec();
    return tables.getLastInsertRowid();
  });
  project.find_roots();
  return id;
}

RootFinder::RootFinder(Project& project, fs::path folder, std::string format)
    : project_(project), folder_(std::move(folder)), format_(std::move(format)) {
  for (const auto& root : roots(project))
    roots_.emplace_back(project.photo(root.id, "").parent_path(), root.id);
}

std::optional<std::pair<std::int64_t, std::string>> RootFinder::known(const fs::path& photo) const {
  for (const auto& [folder, id] : roots_) {
    const auto below = photo.lexically_relative(folder);
    if (!below.empty() && *below.begin() != "..") return std::pair{id, below.generic_string()};
  }
  return std::nullopt;
}

std::pair<std::int64_t, std::string> RootFinder::operator()(const fs::path& photo) {
  if (auto found = known(photo)) return *found;
  const auto below = photo.lexically_relative(folder_);
  const bool outside = below.empty() || *below.begin() == "..";
  const auto root = outside ? photo.parent_path() : folder_;
  roots_.emplace_back(root, add_root(project_, root, outside ? "" : format_));
  return *known(photo);
}

void remove_empty_roots(Project& project) {
  project.database().write([](SQLite::Database& tables) {
    tables.exec("DELETE FROM roots WHERE NOT EXISTS (SELECT 1 FROM images WHERE root = roots.id)");
  });
  project.find_roots();
}

std::int64_t find_photos(Project& project, int threads, JobControl& control,
                         ProgressSink& progress) {
  struct Photo {
    std::int64_t id;
    fs::path file;
    bool was_found;
    bool found = false;
  };
  std::vector<Photo> photos;
  project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, root, path, found FROM images");
    while (query.executeStep())
      photos.push_back(
          {query.getColumn(0).getInt64(),
           project.photo(query.getColumn(1).getInt64(), query.getColumn(2).getString()),
           query.getColumn(3).getInt() != 0});
  });
  ProgressCounter counter(progress, phrase("looking for photos"),
                          static_cast<std::int64_t>(photos.size()));
  constexpr std::size_t batch = 4096;
  for (std::size_t start = 0; start < photos.size(); start += batch) {
    control.checkpoint();
    const auto count = std::min(batch, photos.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      photos[start + i].found = photo_stamp(photos[start + i].file).found;
    });
    counter.advance(static_cast<std::int64_t>(count));
  }
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement note(tables, "UPDATE images SET found = ? WHERE id = ?");
    for (const auto& photo : photos) {
      if (photo.found == photo.was_found) continue;
      note.reset();
      note.bind(1, photo.found ? 1 : 0);
      note.bind(2, photo.id);
      note.exec();
    }
  });
  return std::ranges::count(photos, false, &Photo::found);
}

}  // namespace penumbra::project
