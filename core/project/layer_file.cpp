#include "project/layer_file.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/mask.h"
#include "image/png_file.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

constexpr ImageId images_a_folder = 1000;

std::string part_name(int part) {
  switch (part) {
    case map_part:
      return "map";
    case uncertainty_part:
      return "uncertainty";
    case drawn_part:
      return "drawn";
    default:
      return "score-" + std::to_string(part);
  }
}

std::string file_name(LayerId layer, ImageId image, int part, std::uint64_t sum) {
  std::array<char, 17> digits;
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(sum));
  return std::to_string(layer) + "/" + std::to_string(image / images_a_folder) + "/" +
         std::to_string(image) + "-" + part_name(part) + "-" + digits.data() + ".png";
}

LayerFile row(SQLite::Statement& columns) {
  return {columns.getColumn(0).getInt(), columns.getColumn(1).getString(),
          static_cast<std::uint64_t>(columns.getColumn(2).getInt64()),
          columns.getColumn(3).getInt64()};
}

}  // namespace

std::uint64_t checksum(const std::string& bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

LayerFile write_layer_file(const fs::path& layers, LayerId layer, ImageId image, int part,
                           image::Size size, const std::vector<std::uint8_t>& samples) {
  const auto bytes =
      image::encode_png(size, 1, samples, part == map_part ? &image::voc_palette() : nullptr);
  const auto sum = checksum(bytes);
  LayerFile file{part, file_name(layer, image, part, sum), sum,
                 static_cast<std::int64_t>(bytes.size())};
  const auto place = layers / file.file;
  make_folder(place.parent_path());
  write_file_atomically(place, bytes);
  return file;
}

image::LabelMap read_layer_file(const fs::path& layers, const LayerFile& file) {
  constexpr auto remedy =
      "Restore it from a backup, or label the image again; 'verify' lists all such files";
  const auto place = layers / file.file;
  std::error_code code;
  if (!fs::exists(place, code)) throw Error("is missing", place.string(), remedy);
  if (checksum(read_file(place)) != file.checksum)
    throw Error("is damaged: its checksum is not that of the catalogue", place.string(), remedy);
  return image::read_mask(place);
}

std::optional<LayerFile> find_layer_file(SQLite::Database& tables, LayerId layer, ImageId image,
                                         int part) {
  SQLite::Statement find(tables,
                         "SELECT part, file, checksum, bytes FROM layer_files "
                         "WHERE layer = ? AND image = ? AND part = ?");
  find.bind(1, layer);
  find.bind(2, image);
  find.bind(3, part);
  if (!find.executeStep()) return std::nullopt;
  return row(find);
}

bool is_known(SQLite::Database& tables, ImageId image, const std::string& file) {
  SQLite::Statement any(tables, "SELECT 1 FROM layer_files WHERE image = ? AND file = ?");
  any.bind(1, image);
  any.bind(2, file);
  return any.executeStep();
}

std::vector<LayerFile> layer_files(SQLite::Database& tables, LayerId layer, ImageId image) {
  SQLite::Statement find(tables,
                         "SELECT part, file, checksum, bytes FROM layer_files "
                         "WHERE layer = ? AND image = ? ORDER BY part");
  find.bind(1, layer);
  find.bind(2, image);
  std::vector<LayerFile> files;
  while (find.executeStep()) files.push_back(row(find));
  return files;
}

std::vector<std::string> replace_layer_files(SQLite::Database& tables, LayerId layer, ImageId image,
                                             const std::vector<LayerFile>& files) {
  const auto before = layer_files(tables, layer, image);
  SQLite::Statement clear(tables, "DELETE FROM layer_files WHERE layer = ? AND image = ?");
  clear.bind(1, layer);
  clear.bind(2, image);
  clear.exec();
  SQLite::Statement insert(tables, "INSERT INTO layer_files VALUES (?, ?, ?, ?, ?, ?)");
  for (const auto& file : files) {
    insert.bind(1, layer);
    insert.bind(2, image);
    insert.bind(3, file.part);
    insert.bind(4, file.file);
    insert.bind(5, static_cast<std::int64_t>(file.checksum));
    insert.bind(6, file.bytes);
    insert.exec();
    insert.reset();
  }
  std::vector<std::string> unneeded;
  for (const auto& file : before)
    if (!is_known(tables, image, file.file)) unneeded.push_back(file.file);
  return unneeded;
}

void remove_layer_files(const fs::path& layers, const std::vector<std::string>& files) {
  std::error_code code;
  for (const auto& file : files) fs::remove(layers / file, code);
}

}  // namespace penumbra::project
