#include "project/import_labels.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "base/parallel.h"
#include "project/classes.h"
#include "project/layers.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

std::unordered_map<std::string, ImageId> images_by_photo(const Project& project) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, root, path FROM images WHERE problem IS NULL");
    std::unordered_map<std::string, ImageId> found;
    while (query.executeStep())
      found[project.photo(query.getColumn(1).getInt64(), query.getColumn(2).getString()).string()] =
          query.getColumn(0).getInt64();
    return found;
  });
}

Layer layer_for(Project& project, const std::string& name, const std::string& source) {
  Layers layers(project);
  if (auto found = layers.find(name)) {
    if (found->kind == LayerKind::Edited)
      throw Error("is edited by hand, nothing is imported over that", "layer " + name,
                  "Import as a layer of another name");
    return *found;
  }
  Layer layer;
  layer.name = name;
  layer.kind = name == "truth" ? LayerKind::Truth : LayerKind::Imported;
  layer.source = source;
  return layers.create(std::move(layer));
}

image::LabelMap truth_in_values(const dataset::Item& item, const std::vector<int>& values) {
  auto map = dataset::load_truth(item);
  for (auto& label : map.labels) {
    if (label == 0 || label == image::ignore_label) continue;
    if (label > values.size())
      throw Error("holds label " + std::to_string(label) + ", which is no class",
                  item.image.string());
    label = static_cast<std::uint8_t>(values[label - 1u]);
  }
  return map;
}

}  // namespace

LabelImportSummary import_truth(Project& project, const dataset::Dataset& dataset,
                                const std::string& layer_name, int threads, JobControl& control,
                                ProgressSink& progress) {
  LabelImportSummary summary;
  const auto values = import_classes(project, dataset.classes.names());
  const auto ids = images_by_photo(project);
  Layers layers(project);
  std::optional<Layer> layer = layers.find(layer_name);
  std::set<ImageId> done;
  if (layer) {
    const auto images = layers.images(layer->id);
    done.insert(images.begin(), images.end());
  }
  struct Task {
    const dataset::Item* item;
    ImageId image;
  };
  std::vector<Task> tasks;
  for (const auto& item : dataset.items) {
    if (!item.has_truth()) continue;
    const auto found = ids.find(fs::absolute(item.image).lexically_normal().string());
    if (found == ids.end())
      ++summary.unmatched;
    else if (!done.insert(found->second).second)
      ++summary.known;
    else
      tasks.push_back({&item, found->second});
  }
  if (tasks.empty()) return summary;
  if (!layer) layer = layer_for(project, layer_name, dataset.root.string());

  ProgressCounter counter(progress, "importing labels", static_cast<std::int64_t>(tasks.size()));
  std::mutex mutex;
  constexpr std::size_t batch = 128;
  for (std::size_t start = 0; start < tasks.size(); start += batch) {
    const auto count = std::min(batch, tasks.size() - start);
    std::vector<StoredLabels> stored;
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      const auto& [item, image] = tasks[start + i];
      ImageLabels labels{image, {}, {}, {}};
      try {
        labels.map = truth_in_values(*item, values);
      } catch (const Error& error) {
        const std::lock_guard lock(mutex);
        ++summary.broken;
        progress.message(Severity::Warning, std::string("left out: ") + error.what());
        return;
      }
      auto files = layers.store(layer->id, labels);
      const std::lock_guard lock(mutex);
      stored.push_back(std::move(files));
    });
    layers.commit(layer->id, stored);
    summary.imported += std::ssize(stored);
    counter.advance(static_cast<std::int64_t>(count));
  }
  layers.set_finished(layer->id, true);
  return summary;
}

}  // namespace penumbra::project
