#include "project/edited_image.h"

#include <algorithm>

#include "base/error.h"
#include "image/limits.h"
#include "project/image_name.h"
#include "project/layers.h"

namespace penumbra::project {
namespace {

struct PackedOperation {
  int number;
  edit::Rect rect;
  std::string difference;
};

struct EditedRows {
  int done = 0;
  int saved = 0;
  std::optional<LayerFile> map;
  std::optional<LayerFile> drawn;
  std::vector<PackedOperation> between;  ///< that turn `saved` into `done`

  bool same_files(const EditedRows& other) const {
    return map == other.map && drawn == other.drawn;
  }
};

edit::Rect rect_at(SQLite::Statement& row, int column) {
  return {row.getColumn(column).getInt(), row.getColumn(column + 1).getInt(),
          row.getColumn(column + 2).getInt(), row.getColumn(column + 3).getInt()};
}

void bind_image(SQLite::Statement& statement, LayerId layer, ImageId image) {
  statement.bind(1, layer);
  statement.bind(2, image);
}

std::optional<EditedRows> read_rows(const Project& project, LayerId layer, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) -> std::optional<EditedRows> {
    const SQLite::Transaction one_state(tables);
    SQLite::Statement find(tables,
                           "SELECT done, saved FROM edited_images WHERE layer = ? AND image = ?");
    bind_image(find, layer, image);
    if (!find.executeStep()) return std::nullopt;
    EditedRows rows;
    rows.done = find.getColumn(0).getInt();
    rows.saved = find.getColumn(1).getInt();
    rows.map = find_layer_file(tables, layer, image, map_part);
    rows.drawn = find_layer_file(tables, layer, image, drawn_part);
    SQLite::Statement edits(tables,
                            "SELECT number, x, y, width, height, difference FROM edits "
                            "WHERE layer = ? AND image = ? AND number > ? AND number <= ?");
    bind_image(edits, layer, image);
    edits.bind(3, std::min(rows.done, rows.saved));
    edits.bind(4, std::max(rows.done, rows.saved));
    while (edits.executeStep())
      rows.between.push_back(
          {edits.getColumn(0).getInt(), rect_at(edits, 1), edits.getColumn(5).getString()});
    return rows;
  });
}

image::Size photo_size(const Project& project, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables, "SELECT width, height FROM images WHERE id = ?");
    find.bind(1, image);
    if (!find.executeStep()) throw Error("is not in the project", "image " + std::to_string(image));
    const image::Size size{find.getColumn(0).getInt(), find.getColumn(1).getInt()};
    image::check_pixel_count(size, image_name(project, image));
    return size;
  });
}

image::LabelMap unlabelled(image::Size size) {
  return {size, std::vector<std::uint8_t>(size.area(), image::ignore_label)};
}

void check_size(const Project& project, ImageId image, image::Size size) {
  if (size == photo_size(project, image)) return;
  throw Error("its labels are of another size than the photo", image_name(project, image),
              "Label it again");
}

std::string operation_name(const Project& project, ImageId image, int number) {
  return "operation " + std::to_string(number) + " of " + image_name(project, image);
}

void check_rect(const edit::Rect& rect, image::Size size, const std::string& where) {
  if (rect.empty() || rect.x < 0 || rect.y < 0 || rect.width > size.width - rect.x ||
      rect.height > size.height - rect.y)
    throw Error("lies outside of the photo", where, "Restore the project from a backup");
}

EditedMap read_files(const Project& project, ImageId image, const EditedRows& rows) {
  EditedMap pixels;
  pixels.map = rows.map ? read_layer_file(project.layers(), *rows.map)
                        : unlabelled(photo_size(project, image));
  check_size(project, image, pixels.map.size);
  if (rows.drawn) {
    auto drawn = read_layer_file(project.layers(), *rows.drawn);
    check_size(project, image, drawn.size);
    pixels.drawn = std::move(drawn.labels);
  } else {
    pixels.drawn.assign(pixels.map.size.area(), 0);
  }
  return pixels;
}

}  // namespace

std::optional<EditedImage> load_edited(const Project& project, LayerId layer, ImageId image) {
  auto rows = read_rows(project, layer, image);
  std::optional<EditedMap> pixels;
  while (rows && !pixels) {
    try {
      pixels = read_files(project, image, *rows);
    } catch (const Error&) {
      auto now = read_rows(project, layer, image);
      if (now && now->same_files(*rows)) throw;
      rows = std::move(now);
    }
  }
  if (!rows) return std::nullopt;
  const auto [fewer, more] = std::minmax(rows->done, rows->saved);
  if (fewer < 0 || rows->between.size() != static_cast<std::size_t>(more - fewer))
    throw Error("its history has gaps", image_name(project, image),
                "Restore the project from a backup");
  for (const auto& [number, rect, bytes] : rows->between) {
    const auto where = operation_name(project, image, number);
    check_rect(rect, pixels->map.size, where);
    apply(decompress(bytes, rect, where), *pixels);
  }
  return EditedImage{*std::move(pixels), rows->done, rows->saved};
}

Unedited load_unedited(Project& project, LayerId layer, ImageId image) {
  const Layers layers(project);
  auto info = layers.get(layer);
  while (info.base) {
    info = layers.get(*info.base);
    if (info.kind == LayerKind::Edited) {
      if (auto edited = load_edited(project, info.id, image))
        return {std::move(edited->pixels.map), std::nullopt, true};
      continue;
    }
    const auto find = [&] {
      return project.database().read([&](SQLite::Database& tables) {
        return find_layer_file(tables, info.id, image, map_part);
      });
    };
    for (auto file = find(); file;) {
      try {
        auto map = read_layer_file(project.layers(), *file);
        check_size(project, image, map.size);
        return {std::move(map), file, true};
      } catch (const Error&) {
        auto now = find();
        if (now == file) throw;
        file = std::move(now);
      }
    }
    break;
  }
  return {unlabelled(photo_size(project, image)), std::nullopt, false};
}

std::vector<LayerFile> write_edited(const Project& project, LayerId layer, ImageId image,
                                    const EditedMap& pixels) {
  const auto size = pixels.map.size;
  std::vector<LayerFile> files{
      write_layer_file(project.layers(), layer, image, map_part, size, pixels.map.labels)};
  if (std::ranges::any_of(pixels.drawn, [](auto drawn) { return drawn != 0; }))
    files.push_back(
        write_layer_file(project.layers(), layer, image, drawn_part, size, pixels.drawn));
  return files;
}

void save_edited(Project& project, LayerId layer, ImageId image) {
  const auto edited = load_edited(project, layer, image);
  if (!edited || edited->done == edited->saved) return;
  const auto files = write_edited(project, layer, image, edited->pixels);
  const auto unneeded = project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables,
                          "UPDATE edited_images SET saved = done "
                          "WHERE layer = ? AND image = ? AND done = ?");
    bind_image(set, layer, image);
    set.bind(3, edited->done);
    set.exec();
    if (tables.getChanges() == 0)
      throw Error("was edited while its map was saved", image_name(project, image));
    return replace_layer_files(tables, layer, image, files);
  });
  remove_layer_files(project.layers(), unneeded);
}

std::vector<Operation> operations(const Project& project, LayerId layer, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(
        tables,
        "SELECT number, name, details, x, y, width, height, created, number <= done, author "
        "FROM edits "
        "JOIN edited_images USING (layer, image) WHERE layer = ? AND image = ? ORDER BY number");
    bind_image(rows, layer, image);
    std::vector<Operation> all;
    while (rows.executeStep())
      all.push_back({rows.getColumn(0).getInt(), rows.getColumn(1).getString(),
                     rows.getColumn(2).getString(), rect_at(rows, 3), rows.getColumn(7).getInt64(),
                     rows.getColumn(8).getInt() != 0, rows.getColumn(9).getString()});
    return all;
  });
}

Difference load_difference(const Project& project, LayerId layer, ImageId image, int number) {
  const auto where = operation_name(project, image, number);
  const auto found = project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables,
                           "SELECT x, y, width, height, difference FROM edits "
                           "WHERE layer = ? AND image = ? AND number = ?");
    bind_image(find, layer, image);
    find.bind(3, number);
    if (!find.executeStep())
      throw Error("is not in the catalogue", where, "Restore the project from a backup");
    return PackedOperation{number, rect_at(find, 0), find.getColumn(4).getString()};
  });
  check_rect(found.rect, photo_size(project, image), where);
  return decompress(found.difference, found.rect, where);
}

}  // namespace penumbra::project
