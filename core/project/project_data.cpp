#include "project/project_data.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "base/error.h"
#include "project/classes.h"
#include "project/layers.h"
#include "project/query.h"
#include "project/run_names.h"
#include "project/select.h"

namespace penumbra::project {
namespace {

/// The order of a split, for the images in it.
std::map<ImageId, std::int64_t> positions(const Project& project, const std::string& split) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables,
                            "SELECT image, position FROM image_splits WHERE split = "
                            "(SELECT id FROM splits WHERE name = ?)");
    query.bind(1, split);
    std::map<ImageId, std::int64_t> found;
    while (query.executeStep())
      found[query.getColumn(0).getInt64()] = query.getColumn(1).getInt64();
    return found;
  });
}

std::map<ImageId, std::int64_t> source_ids(const Project& project) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, source_id FROM images WHERE source_id <> 0");
    std::map<ImageId, std::int64_t> found;
    while (query.executeStep())
      found[query.getColumn(0).getInt64()] = query.getColumn(1).getInt64();
    return found;
  });
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += character;
  }
  return result + '"';
}

std::string format_of(const Project& project) {
  return project.database().read([](SQLite::Database& tables) -> std::string {
    SQLite::Statement query(tables, "SELECT DISTINCT format FROM roots WHERE format <> ''");
    if (!query.executeStep()) return "folder";
    const auto format = query.getColumn(0).getString();
    return query.executeStep() ? "folder" : format;
  });
}

}  // namespace

ClassNumbers::ClassNumbers(const Project& project) {
  ids_.fill(image::ignore_label);
  values_.fill(image::ignore_label);
  ids_[0] = values_[0] = 0;
  for (const auto& row : classes(project)) {
    names_.push_back(row.name);
    ids_[static_cast<std::size_t>(row.value)] = static_cast<std::uint8_t>(names_.size());
    values_[names_.size()] = static_cast<std::uint8_t>(row.value);
  }
}

std::vector<int> ClassNumbers::to_ids(std::span<const int> values) const {
  std::vector<int> ids;
  for (const int value : values) {
    if (value < 1 || value > 254) continue;
    const int id = ids_[static_cast<std::size_t>(value)];
    if (id != image::ignore_label) ids.push_back(id);
  }
  std::ranges::sort(ids);
  return ids;
}

void ClassNumbers::to_ids(image::LabelMap& map) const {
  for (auto& label : map.labels) label = ids_[label];
}

void ClassNumbers::to_values(image::LabelMap& map) const {
  for (auto& label : map.labels) label = values_[label];
}

ProjectData read_data(Project& project, const std::string& where, const std::string& split,
                      const std::string& truth) {
  ProjectData data{{}, {}, std::make_shared<const ClassNumbers>(project)};
  data.dataset.format = format_of(project);
  data.dataset.root = project.folder();
  data.dataset.classes = dataset::Classes(data.numbers->names());
  data.dataset.tag_source = "project";

  std::string asked = "not state:broken not state:missing";
  if (!split.empty()) asked += " split:" + quoted(split);
  if (!where.empty()) {
    parse_query(where, query_names(project));  // so that an error shows what was asked
    asked += " (" + where + ")";
  }
  auto found = select(project, {asked, "path", 0, -1});
  if (found.empty())
    throw Error("no usable image is found" + (where.empty() ? "" : " by '" + where + "'") +
                    (split.empty() ? "" : " in split '" + split + "'"),
                project.folder().string(), "Ask for others, or look at 'project status'");
  if (!split.empty()) {
    const auto order = positions(project, split);
    std::ranges::stable_sort(found, {}, [&](ImageId id) { return order.at(id); });
  }

  const Layers layers(project);
  const auto truth_layer = layers.find(truth);
  std::set<ImageId> with_truth;
  if (truth_layer) {
    const auto images = layers.images(truth_layer->id);
    with_truth.insert(images.begin(), images.end());
  }
  const auto sources = source_ids(project);
  std::map<std::string, int> uses;
  auto all = rows(project, found);
  for (const auto& row : all) ++uses[row.item];
  for (auto& row : all) {
    dataset::Item item;
    const auto names = names_in_runs(row);
    item.id = uses[row.item] == 1 ? names.front() : names.back();
    item.image = row.photo;
    item.size = row.size;
    item.tags = data.numbers->to_ids(row.tags);
    item.tagged = row.tagged;
    item.splits = row.splits;
    if (const auto source = sources.find(row.id); source != sources.end())
      item.source_id = source->second;
    if (with_truth.contains(row.id))
      item.truth = [&project, layer = truth_layer->id, image = row.id, numbers = data.numbers] {
        auto map = Layers(project).read(layer, image);
        numbers->to_ids(map);
        return map;
      };
    data.images.push_back(row.id);
    data.dataset.items.push_back(std::move(item));
  }
  return data;
}

void keep_images(ProjectData& data, const std::vector<ImageId>& images) {
  const std::unordered_set<ImageId> kept(images.begin(), images.end());
  std::size_t count = 0;
  for (std::size_t i = 0; i < data.images.size(); ++i) {
    if (!kept.contains(data.images[i])) continue;
    if (i != count) data.dataset.items[count] = std::move(data.dataset.items[i]);
    data.images[count++] = data.images[i];
  }
  data.images.resize(count);
  data.dataset.items.resize(count);
  data.dataset.lists.clear();
}

}  // namespace penumbra::project
