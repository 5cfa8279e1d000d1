#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "base/error.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "dataset/photo_tree.h"
#include "project/photo_file.h"
#include "project/roots.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

struct Lost {
  std::int64_t id = 0;
  std::int64_t root = 0;
  fs::path way;  ///< below the old place; empty where that is the photo itself
  std::int64_t bytes = 0;
  std::uint64_t hash = 0;
  fs::path found;
  PhotoFile stamp;
};

bool is_below(const fs::path& way) { return !way.empty() && *way.begin() != ".."; }

/// The photos that lay in `place`, as the project remembers it (a root may be found elsewhere now).
std::vector<Lost> photos_of(const Project& project, const fs::path& place) {
  std::map<std::int64_t, fs::path> remembered;
  for (const auto& root : roots(project)) remembered[root.id] = root.path;
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, root, path, bytes, hash FROM images");
    std::vector<Lost> photos;
    while (query.executeStep()) {
      Lost photo{query.getColumn(0).getInt64(),
                 query.getColumn(1).getInt64(),
                 {},
                 query.getColumn(3).getInt64(),
                 static_cast<std::uint64_t>(query.getColumn(4).getInt64()),
                 {},
                 {}};
      const auto path = query.getColumn(2).getString();
      for (const auto& whole : {remembered[photo.root] / path, project.photo(photo.root, path)}) {
        const auto way = whole.lexically_relative(place);
        if (!is_below(way)) continue;
        if (way != ".") photo.way = way;
        photos.push_back(std::move(photo));
        break;
      }
    }
    return photos;
  });
}

/// Where the project's other photos lie: those files are not to be had.
std::set<fs::path> taken_by_others(const Project& project, const std::vector<Lost>& photos) {
  std::set<std::int64_t> asked;
  for (const auto& photo : photos) asked.insert(photo.id);
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, root, path FROM images");
    std::set<fs::path> taken;
    while (query.executeStep())
      if (!asked.contains(query.getColumn(0).getInt64()))
        taken.insert(project.photo(query.getColumn(1).getInt64(), query.getColumn(2).getString()));
    return taken;
  });
}

bool same_content(const fs::path& file, Lost& photo) {
  photo.stamp = photo_stamp(file);
  return photo.stamp.found && photo.stamp.bytes == photo.bytes &&
         (photo.stamp.hash = hash_file(file)) == photo.hash;
}

/// Looks for those that are not at the same path anywhere below the new place.
void find_by_content(std::vector<Lost>& photos, const fs::path& new_place, std::set<fs::path> taken,
                     int threads, JobControl& control, ProgressSink& progress) {
  std::set<std::int64_t> sizes;
  for (const auto& photo : photos)
    if (photo.found.empty()) sizes.insert(photo.bytes);
  if (sizes.empty() || !fs::is_directory(new_place)) return;

  const dataset::PhotoTree tree(new_place);
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto file = new_place / tree.path(i);
    if (sizes.contains(photo_stamp(file).bytes)) files.push_back(file);
  }
  std::vector<PhotoFile> stamps(files.size());
  ProgressCounter counter(progress, phrase("comparing photos"),
                          static_cast<std::int64_t>(files.size()));
  constexpr std::size_t batch = 256;
  for (std::size_t start = 0; start < files.size(); start += batch) {
    const auto count = std::min(batch, files.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      stamps[start + i] = photo_stamp(files[start + i]);
      stamps[start + i].hash = hash_file(files[start + i]);
    });
    counter.advance(static_cast<std::int64_t>(count));
  }
  std::multimap<std::uint64_t, std::size_t> by_content;
  for (const auto& photo : photos)
    if (!photo.found.empty()) taken.insert(photo.found);
  for (std::size_t i = 0; i < files.size(); ++i)
    if (!taken.contains(files[i])) by_content.emplace(stamps[i].hash, i);
  for (auto& photo : photos) {
    if (!photo.found.empty()) continue;
    const auto match = by_content.find(photo.hash);
    if (match == by_content.end() || stamps[match->second].bytes != photo.bytes) continue;
    photo.found = files[match->second];
    photo.stamp = stamps[match->second];
    by_content.erase(match);  // two photos of one content keep a file each
  }
}

/// The data set's name of an image, where it was made from its path.
std::string renamed(const std::string& item, const fs::path& before, const fs::path& now) {
  const auto bare = [](fs::path path) { return path.replace_extension().generic_string(); };
  if (item == bare(before)) return bare(now);
  return item == before.stem() ? now.stem().string() : item;
}

void note(Project& project, const std::vector<Lost>& photos, RootFinder& root_of) {
  std::map<std::int64_t, std::pair<std::int64_t, std::string>> places;
  for (const auto& photo : photos)
    if (!photo.found.empty()) places[photo.id] = root_of(photo.found);
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement move(tables,
                           "UPDATE images SET root = ?, path = ?, name = ?, modified = ?, "
                           "found = 1, item = ? WHERE id = ?");
    // First out of the way: photos may have changed places with each other.
    SQLite::Statement name(tables, "SELECT path, item FROM images WHERE id = ?");
    std::map<std::int64_t, std::string> items;
    SQLite::Statement aside(tables, "UPDATE images SET path = '/' || id WHERE id = ?");
    for (const auto& photo : photos) {
      if (photo.found.empty()) continue;
      name.reset();
      name.bind(1, photo.id);
      name.executeStep();
      items[photo.id] = renamed(name.getColumn(1).getString(), name.getColumn(0).getString(),
                                places.at(photo.id).second);
      name.reset();
      aside.reset();
      aside.bind(1, photo.id);
      aside.exec();
    }
    for (const auto& photo : photos) {
      if (photo.found.empty()) continue;
      move.reset();
      const auto& [root, path] = places.at(photo.id);
      move.bind(1, root);
      move.bind(2, path);
      move.bind(3, photo.found.filename().string());
      move.bind(4, photo.stamp.modified);
      move.bind(5, items.at(photo.id));
      move.bind(6, photo.id);
      move.exec();
    }
  });
}

}  // namespace

RelinkSummary relink(Project& project, const fs::path& old_place, const fs::path& new_place,
                     int threads, JobControl& control, ProgressSink& progress) {
  const auto from = true_folder(old_place), to = true_folder(new_place);
  if (!fs::exists(to))
    throw Error("there is nothing there", new_place.string(), "Name the place of the photos now");
  auto photos = photos_of(project, from);
  if (photos.empty()) {
    std::string known;
    for (const auto& root : roots(project))
      known += (known.empty() ? "" : ", ") + root.path.string();
    throw Error("the project has no photo there", old_place.string(),
                known.empty() ? "It has none at all" : "Its photos lie in " + known);
  }

  auto taken = taken_by_others(project, photos);
  ProgressCounter counter(progress, phrase("relinking"), static_cast<std::int64_t>(photos.size()));
  constexpr std::size_t batch = 256;
  for (std::size_t start = 0; start < photos.size(); start += batch) {
    const auto count = std::min(batch, photos.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      auto& photo = photos[start + i];
      const auto file = photo.way.empty() ? to : to / photo.way;
      if (!taken.contains(file) && same_content(file, photo)) photo.found = file;
    });
    counter.advance(static_cast<std::int64_t>(count));
  }
  find_by_content(photos, to, std::move(taken), threads, control, progress);

  RelinkSummary summary;
  summary.missing = std::ranges::count_if(photos, [](const Lost& p) { return p.found.empty(); });
  summary.relinked = std::ssize(photos) - summary.missing;
  if (summary.relinked == 0) return summary;
  std::string format;  // of a whole root; a part of one is laid out in no way
  for (const auto& root : roots(project))
    if (root.path == from || project.photo(root.id, "").parent_path() == from) format = root.format;
  const auto folder = fs::is_directory(to) ? to : to.parent_path();
  RootFinder root_of(project, folder, format);
  note(project, photos, root_of);
  remove_empty_roots(project);
  return summary;
}

}  // namespace penumbra::project
