#include "project/layers.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "base/error.h"
#include "base/json.h"
#include "base/nearest_name.h"
#include "base/parallel.h"
#include "image/mask.h"
#include "project/label_state.h"
#include "project/time.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

constexpr auto columns =
    "SELECT id, name, kind, source, options, created, base, known_tags, finished FROM layers ";

Layer row(SQLite::Statement& columns) {
  Layer layer;
  layer.id = columns.getColumn(0).getInt64();
  layer.name = columns.getColumn(1).getString();
  layer.kind = layer_kind(columns.getColumn(2).getString());
  layer.source = columns.getColumn(3).getString();
  layer.options = parse_json_or_discard(columns.getColumn(4).getString());
  if (!layer.options.is_object()) layer.options = nlohmann::json::object();
  layer.created = columns.getColumn(5).getInt64();
  if (!columns.isColumnNull(6)) layer.base = columns.getColumn(6).getInt64();
  // Else whoever looks below it might go round in a circle.
  if (layer.base && *layer.base >= layer.id)
    throw Error("is damaged: it lies over a layer that was made after it", "layer " + layer.name,
                "Take the project from a copy");
  layer.known_tags = columns.getColumn(7).getInt() != 0;
  layer.finished = columns.getColumn(8).getInt() != 0;
  return layer;
}

void check_name(SQLite::Database& tables, const std::string& name, LayerId of) {
  if (name.empty()) throw Error("is empty", "the layer's name", "Give it a name");
  SQLite::Statement taken(tables, "SELECT 1 FROM layers WHERE name = ? AND id <> ?");
  taken.bind(1, name);
  taken.bind(2, of);
  if (taken.executeStep())
    throw Error("there is a layer of this name already", name, "Choose another name");
}

/// Numbers of removed layers are not used again: their files may still be on their way out.
LayerId next_id(SQLite::Database& tables) {
  const auto id = 1 + tables
                          .execAndGet(
                              "SELECT max((SELECT ifnull(max(id), 0) FROM layers), "
                              "ifnull((SELECT CAST(value AS INTEGER) FROM settings "
                              "WHERE name = 'last_layer'), 0))")
                          .getInt64();
  SQLite::Statement keep(tables, "INSERT OR REPLACE INTO settings VALUES ('last_layer', ?)");
  keep.bind(1, std::to_string(id));
  keep.exec();
  return id;
}

void check_exists(const SQLite::Database& tables, LayerId layer) {
  if (tables.getChanges() == 0)
    throw Error("there is no such layer", "layer " + std::to_string(layer), "It was removed");
}

void check_size(SQLite::Database& tables, const ImageLabels& labels) {
  SQLite::Statement find(tables, "SELECT width, height, path FROM images WHERE id = ?");
  find.bind(1, labels.image);
  if (!find.executeStep())
    throw Error("is not in the project", "image " + std::to_string(labels.image));
  const image::Size photo{find.getColumn(0).getInt(), find.getColumn(1).getInt()};
  const auto check = [&](image::Size size, const char* what) {
    if (size == photo) return;
    const auto text = [](image::Size s) {
      return std::to_string(s.width) + " x " + std::to_string(s.height);
    };
    throw Error(std::string("its ") + what + " is " + text(size) + ", the photo " + text(photo),
                find.getColumn(2).getString(), "Give labels of the photo's own size");
  };
  check(labels.map.size, "label map");
  for (const auto& [value, scores] : labels.scores) check(scores.size, "score map");
  if (labels.uncertainty) check(labels.uncertainty->size, "map of uncertainty");
}

void remove_empty_folders(const fs::path& layer) {
  std::error_code code;
  std::vector<fs::path> folders{layer};
  for (const auto& entry : fs::directory_iterator(layer, code)) folders.push_back(entry.path());
  // Inner ones first; this fails, as it should, for folders that hold something.
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder)
    fs::remove(*folder, code);
}

}  // namespace

Layer Layers::create(Layer layer) {
  layer.created = milliseconds_now();
  project_.database().write([&](SQLite::Database& tables) {
    check_name(tables, layer.name, 0);
    layer.id = next_id(tables);
    SQLite::Statement insert(tables, "INSERT INTO layers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, layer.id);
    insert.bind(2, layer.name);
    insert.bind(3, std::string(name(layer.kind)));
    insert.bind(4, layer.source);
    insert.bind(5, json_text(layer.options, -1, nlohmann::json::error_handler_t::replace));
    insert.bind(6, layer.created);
    if (layer.base) insert.bind(7, *layer.base);
    insert.bind(8, layer.known_tags ? 1 : 0);
    insert.bind(9, layer.finished ? 1 : 0);
    insert.exec();
  });
  return layer;
}

std::vector<Layer> Layers::list() const {
  return project_.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(tables, std::string(columns) + "ORDER BY id");
    std::vector<Layer> layers;
    while (rows.executeStep()) layers.push_back(row(rows));
    return layers;
  });
}

std::optional<Layer> Layers::find(std::string_view name) const {
  return project_.database().read([&](SQLite::Database& tables) -> std::optional<Layer> {
    SQLite::Statement find(tables, std::string(columns) + "WHERE name = ?");
    find.bind(1, std::string(name));
    if (!find.executeStep()) return std::nullopt;
    return row(find);
  });
}

Layer Layers::named(std::string_view name) const {
  if (auto found = find(name)) return *std::move(found);
  std::vector<std::string> known;
  for (const auto& layer : list()) known.push_back(layer.name);
  throw Error("there is no such layer", std::string(name),
              known.empty() ? "The project has no layers yet"
                            : "Did you mean " + nearest_name(name, known) + "?");
}

Layer Layers::get(LayerId layer) const {
  return project_.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables, std::string(columns) + "WHERE id = ?");
    find.bind(1, layer);
    if (!find.executeStep())
      throw Error("there is no such layer", "layer " + std::to_string(layer), "It was removed");
    return row(find);
  });
}

void Layers::rename(LayerId layer, std::string_view name) {
  project_.database().write([&](SQLite::Database& tables) {
    check_name(tables, std::string(name), layer);
    SQLite::Statement set(tables, "UPDATE layers SET name = ? WHERE id = ?");
    set.bind(1, std::string(name));
    set.bind(2, layer);
    set.exec();
    check_exists(tables, layer);
  });
}

void Layers::set_finished(LayerId layer, bool finished) {
  project_.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "UPDATE layers SET finished = ? WHERE id = ?");
    set.bind(1, finished ? 1 : 0);
    set.bind(2, layer);
    set.exec();
    check_exists(tables, layer);
  });
}

void Layers::remove(LayerId layer) {
  const auto files = project_.database().write([&](SQLite::Database& tables) {
    SQLite::Statement shown(tables, "SELECT name FROM layers WHERE base = ? AND kind = 'edited'");
    shown.bind(1, layer);
    if (shown.executeStep())
      throw Error("the edited layer '" + shown.getColumn(0).getString() + "' shows this layer",
                  "layer " + std::to_string(layer), "Remove that one first");
    std::vector<std::string> removed;
    SQLite::Statement owned(tables,
                            "SELECT file FROM layer_files AS own WHERE layer = ? AND NOT EXISTS "
                            "(SELECT 1 FROM layer_files AS other WHERE other.image = own.image "
                            "AND other.file = own.file AND other.layer <> own.layer)");
    owned.bind(1, layer);
    while (owned.executeStep()) removed.push_back(owned.getColumn(0).getString());
    SQLite::Statement detach(tables, "UPDATE layers SET base = NULL WHERE base = ?");
    detach.bind(1, layer);
    detach.exec();
    SQLite::Statement drop(tables, "DELETE FROM layers WHERE id = ?");
    drop.bind(1, layer);
    drop.exec();
    check_exists(tables, layer);
    update_states(tables);
    return removed;
  });
  remove_layer_files(project_.layers(), files);
  remove_empty_folders(project_.layers() / std::to_string(layer));
}

StoredLabels Layers::store(LayerId layer, const ImageLabels& labels) const {
  project_.database().read([&](SQLite::Database& tables) { check_size(tables, labels); });
  StoredLabels stored{labels.image, {}};
  const auto keep = [&](int part, image::Size size, const std::vector<std::uint8_t>& samples) {
    stored.files.push_back(
        write_layer_file(project_.layers(), layer, labels.image, part, size, samples));
  };
  keep(map_part, labels.map.size, labels.map.labels);
  for (const auto& [value, scores] : labels.scores) {
    if (value == image::ignore_label)
      throw Error("255 is no class that has scores", "image " + std::to_string(labels.image));
    keep(value, scores.size, image::score_levels(scores));
  }
  if (labels.uncertainty)
    keep(uncertainty_part, labels.uncertainty->size, image::score_levels(*labels.uncertainty));
  return stored;
}

void Layers::commit(LayerId layer, std::span<const StoredLabels> labels) {
  const auto info = get(layer);
  if (keeps_history(info.kind))
    throw Error("is an edited layer, which only edits change", info.name,
                "Write a layer of another kind, and make an edited one on it");
  const auto unneeded = project_.database().write([&](SQLite::Database& tables) {
    std::vector<std::string> all;
    for (const auto& [image, files] : labels) {
      auto old = replace_layer_files(tables, layer, image, files);
      std::ranges::move(old, std::back_inserter(all));
      if (info.kind != LayerKind::Truth) mark_labelled(tables, image);
    }
    return all;
  });
  remove_layer_files(project_.layers(), unneeded);
}

void Layers::write(LayerId layer, const ImageLabels& labels) { write(layer, {&labels, 1}, 1); }

void Layers::write(LayerId layer, std::span<const ImageLabels> labels, int threads) {
  std::vector<StoredLabels> stored(labels.size());
  try {
    parallel_for(labels.size(), threads,
                 [&](std::size_t i) { stored[i] = store(layer, labels[i]); });
    commit(layer, stored);
  } catch (...) {
    discard(stored);
    throw;
  }
}

void Layers::discard(std::span<const StoredLabels> labels) const {
  std::vector<std::string> unknown;
  try {
    project_.database().read([&](SQLite::Database& tables) {
      for (const auto& [image, files] : labels)
        for (const auto& file : files)
          if (!is_known(tables, image, file.file)) unknown.push_back(file.file);
    });
  } catch (const Error&) {
    return;  // They stay as orphans.
  }
  remove_layer_files(project_.layers(), unknown);
}

}  // namespace penumbra::project
