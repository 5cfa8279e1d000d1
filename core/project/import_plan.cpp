#include "project/import_plan.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "base/error.h"
#include "base/hash.h"
#include "project/classes.h"
#include "project/roots.h"

namespace penumbra::project {

namespace fs = std::filesystem;

ImportPlan::ImportPlan(Project& project, const dataset::Dataset& dataset) {
  // All classes of new data, in their order; of data that are looked at again only those that are
  // needed (see ImportWriter), so that a class that was removed stays so.
  const auto folder = true_folder(dataset.root);
  const auto there = roots(project);
  if (std::ranges::none_of(there, [&](const Root& root) {
        return project.photo(root.id, "").parent_path() == folder;
      }))
    import_classes(project, dataset.classes.names());
  read_known(project);
  collect(project, dataset);
}

void ImportPlan::read_known(const Project& project) {
  project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables,
                            "SELECT id, root, path, bytes, modified, hash, width, height, "
                            "problem IS NULL, found FROM images");
    while (query.executeStep()) {
      by_place_[project.photo(query.getColumn(1).getInt64(), query.getColumn(2).getString())
                    .string()] = known_.size();
      Known row;
      row.id = query.getColumn(0).getInt64();
      row.bytes = query.getColumn(3).getInt64();
      row.modified = query.getColumn(4).getInt64();
      row.hash = static_cast<std::uint64_t>(query.getColumn(5).getInt64());
      row.size = {query.getColumn(6).getInt(), query.getColumn(7).getInt()};
      row.usable = query.getColumn(8).getInt() != 0;
      row.found = query.getColumn(9).getInt() != 0;
      row.displaced = !row.found;
      known_.push_back(row);
    }
  });
}

void ImportPlan::collect(Project& project, const dataset::Dataset& dataset) {
  TruePaths true_path(dataset.root);
  RootFinder root_of(project, true_path.root(), dataset.format);
  std::unordered_set<std::string> places;
  const auto add = [&](const dataset::Item* item, const fs::path& photo, std::string problem) {
    Arrival arrival;
    arrival.item = item;
    arrival.photo = true_path(photo);
    arrival.problem = std::move(problem);
    if (!places.insert(arrival.photo.string()).second) return;
    std::tie(arrival.root, arrival.path) = root_of(arrival.photo);
    arrivals_.push_back(std::move(arrival));
  };
  for (const auto& item : dataset.items) add(&item, item.image, {});
  for (const auto& broken : dataset.broken)
    if (!broken.image.empty())
      add(nullptr, broken.image,
          broken.file == broken.image ? broken.reason
                                      : broken.file.string() + ": " + broken.reason);
}

void ImportPlan::compare(Arrival& arrival) {
  const auto place = by_place_.find(arrival.photo.string());
  if (place == by_place_.end()) return;
  arrival.row = place->second;
  auto& row = known_[arrival.row];
  arrival.file = photo_stamp(arrival.photo);
  if (!arrival.file.found) {
    arrival.fate = Fate::Gone;
    row.displaced = true;
    return;
  }
  const bool same_stamp = row.bytes == arrival.file.bytes && row.modified == arrival.file.modified;
  if (same_stamp && row.found && row.usable == arrival.problem.empty()) {
    arrival.fate = Fate::Same;
    return;
  }
  read(arrival);
  arrival.fate = Fate::Changed;
  const bool same_content = row.bytes == arrival.file.bytes && row.hash == arrival.file.hash;
  row.displaced = !same_content && row.bytes > 0;
}

std::optional<std::size_t> ImportPlan::at(const Arrival& arrival) const {
  const auto place = by_place_.find(arrival.photo.string());
  if (place == by_place_.end()) return std::nullopt;
  return place->second;
}

bool ImportPlan::displaces_any() const { return std::ranges::any_of(known_, &Known::displaced); }

void ImportPlan::read(Arrival& arrival) const {
  if (arrival.was_read || arrival.fate == Fate::Same || arrival.fate == Fate::Gone) return;
  arrival.file = photo_stamp(arrival.photo);
  arrival.was_read = true;
  if (!arrival.file.found) return;
  try {
    arrival.file.hash = hash_file(arrival.photo);
  } catch (const Error& error) {
    if (arrival.problem.empty()) arrival.problem = error.reason();
  }
}

void ImportPlan::match() {
  std::unordered_multimap<std::uint64_t, std::size_t> displaced;
  for (std::size_t i = 0; i < known_.size(); ++i)
    if (known_[i].displaced && known_[i].bytes > 0) displaced.emplace(known_[i].hash, i);
  for (auto& arrival : arrivals_) {
    if (!arrival.was_read || !arrival.file.found) continue;
    const auto [first, last] = displaced.equal_range(arrival.file.hash);
    const auto row = std::find_if(first, last, [&](const auto& entry) {
      return known_[entry.second].bytes == arrival.file.bytes;
    });
    if (row != last) {
      arrival.fate = Fate::Moved;
      arrival.row = row->second;
      known_[row->second].moved = true;
      displaced.erase(row);
    }
  }
  for (auto& arrival : arrivals_) {
    if (arrival.fate != Fate::Changed) continue;
    const auto& row = known_[arrival.row];
    const bool other_size = row.size.area() > 0 && arrival.item && arrival.item->size != row.size;
    // Its own row went with its content, or holds labels that would not fit.
    if (row.moved || (row.displaced && other_size)) arrival.fate = Fate::New;
  }
}

}  // namespace penumbra::project
