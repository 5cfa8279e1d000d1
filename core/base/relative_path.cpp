#include "base/relative_path.h"

#include <algorithm>

namespace penumbra {

bool stays_inside(const std::filesystem::path& path) {
  return path.has_filename() && !path.is_absolute() &&
         std::find(path.begin(), path.end(), "..") == path.end();
}

}  // namespace penumbra
