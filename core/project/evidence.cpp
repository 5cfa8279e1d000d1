#include "project/evidence.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/error.h"
#include "edit/painter.h"
#include "project/catalogue.h"
#include "project/edited_layer.h"
#include "project/image_name.h"

namespace penumbra::project {
namespace {

std::optional<LayerId> find_evidence(const Layers& layers) {
  const auto found = layers.find(evidence_name);
  if (!found || found->kind != LayerKind::Evidence) return std::nullopt;
  return found->id;
}

bool is_reviewed(const Project& project, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables, "SELECT 1 FROM images WHERE id = ? AND state = ?");
    find.bind(1, image);
    find.bind(2, static_cast<int>(ImageState::Reviewed));
    return find.executeStep();
  });
}

/// Of the newest edited layer that has the image.
std::optional<image::LabelMap> reviewed_labels(const Layers& layers, ImageId image) {
  const auto all = layers.list();
  const auto newest = std::find_if(all.rbegin(), all.rend(), [&](const Layer& layer) {
    return layer.kind == LayerKind::Edited && layers.has(layer.id, image);
  });
  if (newest == all.rend()) return std::nullopt;
  return layers.read(newest->id, image);
}

bool says_nothing(const image::LabelMap& map) {
  return std::ranges::all_of(map.labels, [](auto label) { return label == image::ignore_label; });
}

}  // namespace

Layer evidence_layer(Project& project) {
  auto layer = edited_layer(project, evidence_name);
  if (layer.kind != LayerKind::Evidence)
    throw Error("is a layer of another kind, and evidence needs the name", layer.name,
                "Rename that layer");
  return layer;
}

std::optional<image::LabelMap> read_evidence(Project& project, ImageId image) {
  const Layers layers(project);
  std::optional<image::LabelMap> said;
  if (const auto layer = find_evidence(layers); layer && layers.has(*layer, image))
    said = layers.read(*layer, image);
  if (is_reviewed(project, image)) {
    if (auto labels = reviewed_labels(layers, image)) {
      if (said)
        std::ranges::transform(
            said->labels, labels->labels, labels->labels.begin(),
            [](auto own, auto other) { return own == image::ignore_label ? other : own; });
      said = std::move(labels);
    }
  }
  if (said && says_nothing(*said)) return std::nullopt;
  return said;
}

std::vector<ImageId> images_with_evidence(Project& project) {
  const Layers layers(project);
  std::vector<ImageId> drawn;
  if (const auto layer = find_evidence(layers)) drawn = layers.images(*layer);
  const auto reviewed = project.database().read([](SQLite::Database& tables) {
    SQLite::Statement rows(tables, "SELECT id FROM images WHERE state = ? ORDER BY id");
    rows.bind(1, static_cast<int>(ImageState::Reviewed));
    std::vector<ImageId> ids;
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getInt64());
    return ids;
  });
  std::vector<ImageId> all;
  std::ranges::set_union(drawn, reviewed, std::back_inserter(all));
  return all;
}

std::unordered_map<ImageId, int> evidence_counts(Project& project) {
  const auto layer = find_evidence(Layers(project));
  if (!layer) return {};
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(tables,
                           "SELECT image, done FROM edited_images WHERE layer = ? AND done > 0");
    rows.bind(1, *layer);
    std::unordered_map<ImageId, int> counts;
    while (rows.executeStep()) counts[rows.getColumn(0).getInt64()] = rows.getColumn(1).getInt();
    return counts;
  });
}

int say(EditSession& evidence, const image::LabelMap& said, std::string_view name,
        const nlohmann::json& details) {
  if (said.size != evidence.map().size)
    throw Error("has another size than the photo", "evidence", "Give it the photo's own size");
  evidence.paint([&](edit::Canvas canvas) {
    edit::Painter painter(canvas, {});
    for (int y = 0; y < said.size.height; ++y) {
      const auto* row = said.labels.data() + edit::pixel_index(said.size, 0, y);
      for (int x = 0; x < said.size.width;) {
        const int from = x;
        while (x < said.size.width && row[x] == row[from]) ++x;
        if (row[from] != image::ignore_label) painter.paint(edit::Span{y, from, x}, row[from]);
      }
    }
    return painter.changed();
  });
  return evidence.commit(name, details);
}

int accept(Project& project, ImageId image, EditSession& evidence, image::LabelMap labels) {
  const auto& said = evidence.map();
  if (said.size != labels.size)
    throw Error("its labels are of another size than the photo", image_name(project, image),
                "Label it again");
  for (std::size_t i = 0; i < labels.labels.size(); ++i)
    if (said.labels[i] != image::ignore_label) labels.labels[i] = image::ignore_label;
  const int number = say(evidence, labels, "accept");
  set_reviewed(project, std::array{image}, true);
  return number;
}

}  // namespace penumbra::project
