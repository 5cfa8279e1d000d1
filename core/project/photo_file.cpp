#include "project/photo_file.h"

#include <sys/stat.h>

#include <system_error>

namespace penumbra::project {

namespace fs = std::filesystem;

PhotoFile photo_stamp(const fs::path& file) {
  struct stat entry {};
  if (::stat(file.c_str(), &entry) != 0 || !S_ISREG(entry.st_mode)) return {};
  return {true, static_cast<std::int64_t>(entry.st_size),
          std::int64_t{entry.st_mtim.tv_sec} * 1'000'000'000 + entry.st_mtim.tv_nsec, 0};
}

fs::path true_folder(const fs::path& folder) {
  std::error_code code;
  auto place = fs::weakly_canonical(folder, code);
  if (code) place = fs::absolute(folder).lexically_normal();
  return place.has_filename() ? place : place.parent_path();
}

TruePaths::TruePaths(const fs::path& root)
    : root_(fs::absolute(root).lexically_normal()), true_root_(true_folder(root)) {
  if (!root_.has_filename()) root_ = root_.parent_path();
}

fs::path TruePaths::operator()(const fs::path& photo) {
  const auto whole = fs::absolute(photo).lexically_normal();
  const auto below = whole.lexically_relative(root_);
  if (!below.empty() && *below.begin() != "..") return true_root_ / below;
  auto [place, is_new] = others_.try_emplace(whole.parent_path());
  if (is_new) place->second = true_folder(whole.parent_path());
  return place->second / whole.filename();
}

}  // namespace penumbra::project
