#include "formats/import.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "formats/format.h"

namespace penumbra::formats {
namespace {

std::string text(image::Size size) {
  return std::to_string(size.width) + " x " + std::to_string(size.height);
}

void check(const image::LabelMap& map, image::Size stated, int classes, const std::string& where) {
  if (stated.area() > 0 && !(map.size == stated))
    throw Error("its labels are " + text(map.size) + " pixels instead of " + text(stated), where,
                "Repair or remove it");
  const auto beyond = std::ranges::find_if(
      map.labels, [&](int label) { return label > classes && label != image::ignore_label; });
  if (beyond == map.labels.end()) return;
  const auto at = beyond - map.labels.begin();
  throw Error("has label " + std::to_string(*beyond) + " at x " +
                  std::to_string(at % map.size.width) + ", y " +
                  std::to_string(at / map.size.width) + ", which is not in the class list",
              where, "Repair it or the class list");
}

/// Keeps the first entry of each name.
void drop_repeated(LabelSet& set) {
  std::unordered_map<std::string, std::size_t> kept;
  std::vector<LabelSet::Entry> entries;
  std::vector<std::optional<std::size_t>> moved(set.entries.size());
  for (std::size_t i = 0; i < set.entries.size(); ++i) {
    auto& entry = set.entries[i];
    if (!kept.emplace(entry.name, entries.size()).second) {
      set.broken.push_back({entry.name, "there is another entry of this name"});
      continue;
    }
    moved[i] = entries.size();
    entries.push_back(std::move(entry));
  }
  set.entries = std::move(entries);
  for (auto& [split, places] : set.splits) {
    std::vector<std::size_t> now;
    for (const auto place : places)
      if (moved[place]) now.push_back(*moved[place]);
    places = std::move(now);
  }
}

}  // namespace

LabelSet read_labels(const std::filesystem::path& path, std::string_view format,
                     JobControl& control) {
  const auto& chosen = find_format(format);
  if (!std::filesystem::exists(path))
    throw Error("is not there", path.string(), "Name a file or folder that exists");
  auto set = chosen.read(path, control);
  drop_repeated(set);
  if (set.entries.empty())
    throw Error(set.broken.empty()
                    ? "there are no labels in it"
                    : "nothing in it can be used; " + set.broken.front().file.string() + ": " +
                          set.broken.front().reason,
                path.string(), "Name what was exported as " + chosen.name);
  const int classes = set.classes ? set.classes->size() : image::ignore_label - 1;
  for (auto& entry : set.entries)
    entry.load = [load = std::move(entry.load), size = entry.size, classes,
                  where = path.string() + ": " + entry.name] {
      auto map = load();
      check(map, size, classes, where);
      return map;
    };
  return set;
}

}  // namespace penumbra::formats
