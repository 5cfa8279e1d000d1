#include "dataset/picture_folder.h"

#include <algorithm>

#include "image/file_type.h"

namespace penumbra::dataset {

namespace fs = std::filesystem;

std::unordered_map<std::string, fs::path> pictures_by_stem(const fs::path& folder) {
  std::unordered_map<std::string, fs::path> pictures;
  if (!fs::is_directory(folder)) return pictures;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto& path = entry.path();
    if (!image::has_picture_name(path) || path.filename().string().starts_with('.')) continue;
    const auto [place, is_new] = pictures.emplace(path.stem().string(), path);
    if (!is_new && path < place->second) place->second = path;
  }
  return pictures;
}

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::is_directory(folder)) return found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory() && !entry.path().filename().string().starts_with('.'))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace penumbra::dataset
