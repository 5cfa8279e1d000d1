#include "dataset/photo_tree.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "image/file_type.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

bool is_passed_over(const std::string& folder) {
  return folder.starts_with('.') || folder == "masks" || folder.starts_with("SegmentationClass") ||
         folder.starts_with("SegmentationObject");
}

std::string bare(const fs::path& path) {
  return fs::path(path).replace_extension().generic_string();
}

}  // namespace

PhotoTree::PhotoTree(fs::path root) : root_(std::move(root)) {
  std::error_code code;
  auto entry =
      fs::recursive_directory_iterator(root_, fs::directory_options::skip_permission_denied, code);
  for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    const auto name = entry->path().filename().string();
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      if (is_passed_over(name)) entry.disable_recursion_pending();
    } else if (!name.starts_with('.') && image::has_picture_name(name)) {
      paths_.push_back(entry->path().lexically_relative(root_));
    }
  }
  if (code)
    throw Error("cannot be read: " + code.message(), root_.string(), "Check its permissions");
  std::sort(paths_.begin(), paths_.end());
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    by_path_[paths_[i].generic_string()].push_back(i);
    by_bare_path_[bare(paths_[i])].push_back(i);
    by_name_[paths_[i].filename().string()].push_back(i);
    by_stem_[paths_[i].stem().string()].push_back(i);
  }
}

std::string PhotoTree::id(std::size_t index) const {
  auto name = bare(paths_[index]);
  return by_bare_path_.at(name).size() == 1 ? name : paths_[index].generic_string();
}

std::vector<std::size_t> PhotoTree::find(std::string_view name) const {
  const auto key = fs::path(name).lexically_normal().generic_string();
  for (const auto* names : {&by_path_, &by_bare_path_, &by_name_, &by_stem_})
    if (const auto found = names->find(key); found != names->end()) return found->second;
  return {};
}

}  // namespace penumbra::dataset
