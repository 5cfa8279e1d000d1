#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/atomic_file.h"
#include "image/decode.h"
#include "image/mask.h"

/// Small trees of files for the readers' tests.
namespace photo_files {

inline void text(const std::filesystem::path& file, const std::string& content) {
  penumbra::make_folder(file.parent_path());
  penumbra::write_file_atomically(file, content);
}

/// A PNG photo, whatever the name: files are told by their content.
inline void photo(const std::filesystem::path& file, int width = 8, int height = 6) {
  penumbra::make_folder(file.parent_path());
  penumbra::image::Image image{{width, height}, {}};
  image.pixels.assign(image.size.area() * 3, 90);
  penumbra::image::write_png(file, image);
}

/// A mask whose upper half is background and whose lower half is `label`.
inline void mask(const std::filesystem::path& file, int label, int width = 8, int height = 6) {
  penumbra::make_folder(file.parent_path());
  penumbra::image::LabelMap map{{width, height}, {}};
  map.labels.assign(map.size.area(), 0);
  std::fill(map.labels.begin() + static_cast<std::ptrdiff_t>(map.size.area() / 2), map.labels.end(),
            static_cast<std::uint8_t>(label));
  penumbra::image::write_mask(file, map);
}

inline std::string annotation(std::initializer_list<const char*> names) {
  std::string xml = "<annotation>";
  for (const char* name : names)
    xml += "<object><name>" + std::string(name) + "</name><part><name>head</name></part></object>";
  return xml + "</annotation>";
}

}  // namespace photo_files
