#include <algorithm>
#include <set>
#include <string>

#include "base/error.h"
#include "project/class_table.h"
#include "project/edited_image.h"
#include "project/image_name.h"
#include "project/layers.h"

namespace penumbra::project {
namespace {

std::optional<LayerFile> find_part(const Project& project, LayerId layer, ImageId image, int part) {
  return project.database().read(
      [&](SQLite::Database& tables) { return find_layer_file(tables, layer, image, part); });
}

/// Nothing where the layer has no such part. A file that was replaced meanwhile is looked up anew.
std::optional<image::LabelMap> read_part(const Project& project, LayerId layer, ImageId image,
                                         int part) {
  auto file = find_part(project, layer, image, part);
  while (file) {
    try {
      return read_layer_file(project.layers(), *file);
    } catch (const Error&) {
      auto now = find_part(project, layer, image, part);
      if (now == file) throw;
      file = std::move(now);
    }
  }
  return std::nullopt;
}

bool was_edited(const Project& project, LayerId layer, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables, "SELECT 1 FROM edited_images WHERE layer = ? AND image = ?");
    find.bind(1, layer);
    find.bind(2, image);
    return find.executeStep();
  });
}

image::ScoreMap scores_of(const image::LabelMap& levels) {
  image::ScoreMap scores{levels.size, std::vector<float>(levels.labels.size())};
  std::ranges::transform(levels.labels, scores.scores.begin(),
                         [](std::uint8_t level) { return static_cast<float>(level) / 255.0F; });
  return scores;
}

/// The classes that a layer has scores of: as stored, and as they count now.
std::vector<std::pair<std::uint8_t, std::uint8_t>> classes_of(const Project& project, LayerId layer,
                                                              ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    const ClassTable now(tables);
    std::vector<std::pair<std::uint8_t, std::uint8_t>> classes;
    for (const auto& file : layer_files(tables, layer, image)) {
      if (file.part < 0 || file.part >= image::ignore_label) continue;
      const auto value = static_cast<std::uint8_t>(file.part);
      classes.emplace_back(value, now[value]);
    }
    return classes;
  });
}

}  // namespace

bool Layers::has(LayerId layer, ImageId image) const {
  const auto info = get(layer);
  if (!keeps_history(info.kind)) return find_part(project_, layer, image, map_part).has_value();
  return was_edited(project_, layer, image) || (info.base && has(*info.base, image));
}

std::vector<ImageId> Layers::images(LayerId layer) const {
  const auto info = get(layer);
  auto own = project_.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(
        tables, keeps_history(info.kind)
                    ? "SELECT image FROM edited_images WHERE layer = ? ORDER BY image"
                    : "SELECT image FROM layer_files WHERE layer = ? AND part = -1 ORDER BY image");
    rows.bind(1, layer);
    std::vector<ImageId> images;
    while (rows.executeStep()) images.push_back(rows.getColumn(0).getInt64());
    return images;
  });
  if (!keeps_history(info.kind) || !info.base) return own;
  const auto shown = images(*info.base);
  std::vector<ImageId> all;
  std::ranges::set_union(own, shown, std::back_inserter(all));
  return all;
}

image::LabelMap Layers::read(LayerId layer, ImageId image) const {
  auto map = read_raw(layer, image);
  ClassTable(project_.database()).apply(map);
  return map;
}

image::LabelMap Layers::read_raw(LayerId layer, ImageId image) const {
  const auto info = get(layer);
  if (keeps_history(info.kind)) {
    if (auto edited = load_edited(project_, layer, image)) return std::move(edited->pixels.map);
    if (info.base) return read_raw(*info.base, image);
  } else if (auto own = read_part(project_, layer, image, map_part)) {
    return *std::move(own);
  }
  throw Error("the layer '" + info.name + "' has no label map of it", image_name(project_, image),
              "Label it first");
}

/// An edited layer has no scores: those of the layer that it shows.
LayerId Layers::with_scores(LayerId layer) const {
  auto info = get(layer);
  while (info.kind == LayerKind::Edited && info.base) info = get(*info.base);
  return info.id;
}

std::vector<std::uint8_t> Layers::score_classes(LayerId layer, ImageId image) const {
  std::set<std::uint8_t> classes;
  for (const auto& [stored, now] : classes_of(project_, with_scores(layer), image))
    classes.insert(now);
  return {classes.begin(), classes.end()};
}

image::ScoreMap Layers::read_scores(LayerId layer, ImageId image, std::uint8_t value) const {
  const auto owner = with_scores(layer);
  std::optional<image::LabelMap> highest;
  for (const auto& [stored, now] : classes_of(project_, owner, image)) {
    if (now != value) continue;
    auto levels = read_part(project_, owner, image, stored);
    if (!levels) continue;
    if (!highest) {
      highest = std::move(levels);
    } else if (highest->size == levels->size) {
      std::ranges::transform(highest->labels, levels->labels, highest->labels.begin(),
                             [](auto a, auto b) { return std::max(a, b); });
    }
  }
  if (!highest)
    throw Error(
        "the layer '" + get(layer).name + "' has no scores of class value " + std::to_string(value),
        image_name(project_, image), "Choose a class that it has scores of");
  return scores_of(*highest);
}

std::optional<image::ScoreMap> Layers::read_uncertainty(LayerId layer, ImageId image) const {
  const auto levels = read_part(project_, with_scores(layer), image, uncertainty_part);
  if (!levels) return std::nullopt;
  return scores_of(*levels);
}

}  // namespace penumbra::project
