#include "project/import_labels.h"

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "image/file_type.h"
#include "project/classes.h"
#include "project/evidence.h"
#include "project/history.h"
#include "project/layers.h"
#include "project/photo_file.h"

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

std::vector<int> own_values(const Project& project) {
  std::vector<int> values;
  for (const auto& row : classes(project)) values.push_back(row.value);
  return values;
}

/// Nothing where there is no layer of that name. Throws Error where nothing may be imported over
/// it.
std::optional<Layer> find_layer(const Layers& layers, const std::string& name) {
  auto found = layers.find(name);
  if (found && found->kind == LayerKind::Edited)
    throw Error("is edited by hand, nothing is imported over that", "layer " + name,
                "Import as a layer of another name");
  return found;
}

Layer layer_for(Project& project, const std::string& name, const std::string& source) {
  Layers layers(project);
  if (auto found = find_layer(layers, name)) return *std::move(found);
  Layer layer;
  layer.name = name;
  layer.kind = name == "truth" ? LayerKind::Truth : LayerKind::Imported;
  layer.source = source;
  return layers.create(std::move(layer));
}

/// Labels of an image that are still to be read.
struct Task {
  ImageId image;
  std::string name;
  std::function<image::LabelMap()> load;  ///< 0, 1.. the classes in their order, 255
};

/// values: of each class.
image::LabelMap in_values(image::LabelMap map, const std::vector<int>& values) {
  for (auto& label : map.labels) {
    if (label == 0 || label == image::ignore_label) continue;
    if (label > values.size())
      throw Error("there is no class " + std::to_string(label), "its label map",
                  "Name the classes that it was made with");
    label = static_cast<std::uint8_t>(values[label - 1u]);
  }
  return map;
}

std::unordered_map<ImageId, image::Size> photo_sizes(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT id, width, height FROM images");
    std::unordered_map<ImageId, image::Size> sizes;
    while (query.executeStep())
      sizes[query.getColumn(0).getInt64()] = {query.getColumn(1).getInt(),
                                              query.getColumn(2).getInt()};
    return sizes;
  });
}

void check_size(image::Size labels, image::Size photo, const std::string& name) {
  if (labels != photo)
    throw Error("its labels are " + std::to_string(labels.width) + " x " +
                    std::to_string(labels.height) + ", the photo " + std::to_string(photo.width) +
                    " x " + std::to_string(photo.height),
                name, "Give labels of the photo's own size");
}

/// What can't be read is left out and named; a disk that can't be written ends the import.
void bring_in(Project& project, LayerId layer, const std::vector<Task>& tasks,
              const std::vector<int>& values, int threads, JobControl& control,
              ProgressSink& progress, LabelImportSummary& summary) {
  Layers layers(project);
  const auto sizes = photo_sizes(project);
  ProgressCounter counter(progress, phrase("importing labels"),
                          static_cast<std::int64_t>(tasks.size()));
  std::mutex mutex;
  constexpr std::size_t batch = 128;
  for (std::size_t start = 0; start < tasks.size(); start += batch) {
    const auto count = std::min(batch, tasks.size() - start);
    std::vector<StoredLabels> stored;
    const auto read = [&](std::size_t i) {
      control.checkpoint();
      const auto& task = tasks[start + i];
      ImageLabels labels{task.image, {}, {}, {}};
      try {
        labels.map = in_values(task.load(), values);
        check_size(labels.map.size, sizes.at(task.image), task.name);
      } catch (const Error& error) {
        const std::lock_guard lock(mutex);
        ++summary.broken;
        progress.message(Severity::Warning, std::string("left out: ") + error.what());
        return;
      }
      auto files = layers.store(layer, labels);
      const std::lock_guard lock(mutex);
      stored.push_back(std::move(files));
    };
    try {
      parallel_for(count, threads, read);
      layers.commit(layer, stored);
    } catch (...) {
      layers.discard(stored);
      throw;
    }
    summary.imported += std::ssize(stored);
    counter.advance(static_cast<std::int64_t>(count));
  }
  layers.set_finished(layer, true);
}

/// The same as operations on the layer of evidence, one an image.
void bring_in_evidence(Project& project, const std::vector<Task>& tasks,
                       const std::vector<int>& values, const std::string& source,
                       JobControl& control, ProgressSink& progress, LabelImportSummary& summary) {
  const auto layer = evidence_layer(project).id;
  const auto sizes = photo_sizes(project);
  ProgressCounter counter(progress, phrase("importing labels"),
                          static_cast<std::int64_t>(tasks.size()));
  for (const auto& task : tasks) {
    control.checkpoint();
    try {
      const auto said = in_values(task.load(), values);
      check_size(said.size, sizes.at(task.image), task.name);
      EditSession session(project, layer, task.image);
      say(session, said, "import", {{"source", source}});
      session.close();
      ++summary.imported;
    } catch (const Error& error) {
      ++summary.broken;
      progress.message(Severity::Warning, std::string("left out: ") + error.what());
    }
    counter.advance();
  }
}

/// The images of a project by what other programs may call them.
class ImageNames {
 public:
  explicit ImageNames(const Project& project) {
    project.database().read([&](SQLite::Database& tables) {
      SQLite::Statement query(tables,
                              "SELECT id, path, item, name FROM images WHERE problem IS NULL");
      while (query.executeStep()) {
        const auto id = query.getColumn(0).getInt64();
        const std::string path = query.getColumn(1).getString(),
                          item = query.getColumn(2).getString(),
                          name = query.getColumn(3).getString();
        add(0, path, id);
        add(1, item, id);
        add(2, bare(path), id);
        add(3, name, id);
        add(4, bare(name), id);
      }
    });
  }

  /// Nothing where there is none, or several.
  std::optional<ImageId> find(const std::string& name) const {
    const auto file = fs::path(name).filename().string();
    for (const auto& [kind, text] :
         std::initializer_list<std::pair<std::size_t, std::string>>{{0, name},
                                                                    {1, name},
                                                                    {2, name},
                                                                    {2, bare(name)},
                                                                    {3, file},
                                                                    {4, file},
                                                                    {4, bare(file)}}) {
      const auto found = images_[kind].find(text);
      if (found != images_[kind].end())
        return found->second == several ? std::nullopt : std::optional(found->second);
    }
    return std::nullopt;
  }

 private:
  static constexpr ImageId several = -1;

  static std::string bare(const std::string& path) {
    return image::has_picture_name(path) ? fs::path(path).replace_extension().generic_string()
                                         : path;
  }
  void add(std::size_t kind, const std::string& name, ImageId id) {
    const auto [place, is_new] = images_[kind].emplace(name, id);
    if (!is_new && place->second != id) place->second = several;
  }

  std::array<std::unordered_map<std::string, ImageId>, 5> images_;
};

/// Which entry is of which image.
struct Matches {
  std::vector<Task> tasks;
  std::vector<std::string> unmatched;
};

/// Throws Error where none is of any.
Matches match(const Project& project, const formats::LabelSet& labels, const std::string& source) {
  const ImageNames names(project);
  Matches matches;
  std::set<ImageId> taken;
  for (const auto& entry : labels.entries) {
    const auto image = names.find(entry.name);
    if (image && taken.insert(*image).second)
      matches.tasks.push_back({*image, entry.name, entry.load});
    else
      matches.unmatched.push_back(entry.name);
  }
  if (matches.tasks.empty())
    throw Error("holds no labels of an image of the project", source,
                "Name the data that the project's images came from");
  return matches;
}

}  // namespace

LabelImportSummary import_truth(Project& project, const dataset::Dataset& dataset,
                                const std::string& layer_name, int threads, JobControl& control,
                                ProgressSink& progress) {
  LabelImportSummary summary;
  if (std::ranges::none_of(dataset.items, &dataset::Item::has_truth)) return summary;
  const auto values = import_classes(project, dataset.classes.names());
  const auto ids = images_by_photo(project);
  TruePaths true_path(dataset.root);
  Layers layers(project);
  std::optional<Layer> layer = layers.find(layer_name);
  std::set<ImageId> done;
  if (layer) {
    const auto images = layers.images(layer->id);
    done.insert(images.begin(), images.end());
  }
  std::vector<Task> tasks;
  for (const auto& item : dataset.items) {
    if (!item.has_truth()) continue;
    const auto found = ids.find(true_path(item.image).string());
    if (found == ids.end())
      ++summary.unmatched;
    else if (!done.insert(found->second).second)
      ++summary.known;
    else
      tasks.push_back({found->second, item.id, [&item] { return dataset::load_truth(item); }});
  }
  if (tasks.empty()) return summary;
  layer = layer_for(project, layer_name, dataset.root.string());
  bring_in(project, layer->id, tasks, values, threads, control, progress, summary);
  return summary;
}

LabelImportSummary import_labels(Project& project, const formats::LabelSet& labels,
                                 const std::string& source, const std::string& layer, int threads,
                                 JobControl& control, ProgressSink& progress) {
  LabelImportSummary summary;
  summary.broken = std::ssize(labels.broken);
  for (const auto& broken : labels.broken)
    progress.message(Severity::Warning, "left out: " + broken.file.string() + ": " + broken.reason);
  for (const auto& note : labels.notes) progress.message(Severity::Info, note);
  const auto [tasks, unmatched] = match(project, labels, source);
  constexpr std::size_t most_named = 20;
  summary.unmatched = std::ssize(unmatched);
  for (std::size_t i = 0; i < std::min(unmatched.size(), most_named); ++i)
    progress.message(Severity::Warning, "left out: " + unmatched[i] +
                                            " belongs to no image of the project, or to several");
  if (layer != evidence_name) find_layer(Layers(project), layer);  // ahead of any change
  // Without names, labels are numbers of the project's own classes in their order.
  const auto values =
      labels.classes ? import_classes(project, labels.classes->names()) : own_values(project);
  if (layer == evidence_name) {
    bring_in_evidence(project, tasks, values, source, control, progress, summary);
    return summary;
  }
  bring_in(project, layer_for(project, layer, source).id, tasks, values, threads, control, progress,
           summary);
  return summary;
}

LabelImportPlan plan_label_import(Project& project, const formats::LabelSet& labels,
                                  const std::string& source, const std::string& layer) {
  auto [tasks, unmatched] = match(project, labels, source);
  LabelImportPlan plan;
  plan.matched = std::ssize(tasks);
  plan.unmatched = std::move(unmatched);
  const Layers layers(project);
  // Evidence is added to what there is.
  if (const auto into = layer == evidence_name ? std::nullopt : find_layer(layers, layer)) {
    const auto labelled = layers.images(into->id);
    plan.replaced = std::ranges::count_if(
        tasks, [&](const Task& task) { return std::ranges::binary_search(labelled, task.image); });
  }
  if (labels.classes) {
    const auto& names = labels.classes->names();
    const auto values = known_classes(project, names);
    const auto in_use = classes(project);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!values[i])
        plan.new_classes.push_back(names[i]);
      else if (std::ranges::find(in_use, names[i], &ClassRow::name) == in_use.end())
        plan.former_classes.emplace_back(names[i], *values[i]);
    }
  }
  return plan;
}

}  // namespace penumbra::project
