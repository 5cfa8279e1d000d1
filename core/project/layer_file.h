#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "image/image.h"

/// The files of label layers and their rows in the catalogue (table layer_files).
namespace penumbra::project {

using LayerId = std::int64_t;
using ImageId = std::int64_t;

/// Values of the column `part`; 0..254 are the scores of that class value.
inline constexpr int map_part = -1;
inline constexpr int uncertainty_part = 255;
inline constexpr int drawn_part = 256;

/// A file of a layer. Its name holds its checksum, so that a new version never takes the place of
/// the old one.
struct LayerFile {
  int part = map_part;
  std::string file;            ///< relative to the project's folder `layers`, with '/'
  std::uint64_t checksum = 0;  ///< XXH3-64 of the file
  std::int64_t bytes = 0;
  bool operator==(const LayerFile&) const = default;
};

/// XXH3-64.
std::uint64_t checksum(const std::string& bytes);

/// Writes a part of an image's labels as a PNG below `layers`; it is on the disk when this returns,
/// and no row knows it yet. Labels are indexed, scores and drawn masks 8-bit grey. Throws Error.
LayerFile write_layer_file(const std::filesystem::path& layers, LayerId layer, ImageId image,
                           int part, image::Size size, const std::vector<std::uint8_t>& samples);

/// The samples of a file, one a pixel. Throws Error naming a file that is missing or damaged.
image::LabelMap read_layer_file(const std::filesystem::path& layers, const LayerFile& file);

// Rows, within a transaction of the caller's.

std::optional<LayerFile> find_layer_file(SQLite::Database& tables, LayerId layer, ImageId image,
                                         int part);
/// Whether any layer's row of the image knows the file: an edited layer may share its base's map.
bool is_known(SQLite::Database& tables, ImageId image, const std::string& file);
/// All parts of an image, by part.
std::vector<LayerFile> layer_files(SQLite::Database& tables, LayerId layer, ImageId image);
/// Makes `files` all that the layer has of the image. Returns those of before that no row of any
/// layer needs any more: to be removed with `remove_layer_files` after the commit.
std::vector<std::string> replace_layer_files(SQLite::Database& tables, LayerId layer, ImageId image,
                                             const std::vector<LayerFile>& files);

/// Removes files below `layers`. What can't be removed stays as an orphan.
void remove_layer_files(const std::filesystem::path& layers, const std::vector<std::string>& files);

}  // namespace penumbra::project
