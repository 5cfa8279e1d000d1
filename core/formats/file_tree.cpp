#include "formats/file_tree.h"

#include <algorithm>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/relative_path.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// What macOS adds to archives beside the files themselves.
bool is_of_macos(const fs::path& path) {
  return std::any_of(path.begin(), path.end(), [](const fs::path& part) {
    return part == "__MACOSX" || part.string().starts_with("._");
  });
}

class FolderTree : public FileTree {
 public:
  explicit FolderTree(const fs::path& folder) : FileTree(folder) {
    constexpr int deepest = 32;  // links may lead in a circle
    try {
      const auto options = fs::directory_options::follow_directory_symlink |
                           fs::directory_options::skip_permission_denied;
      for (auto file = fs::recursive_directory_iterator(folder, options);
           file != fs::recursive_directory_iterator(); ++file) {
        if (file.depth() >= deepest) file.disable_recursion_pending();
        if (file->is_regular_file()) add(file->path().lexically_relative(folder).generic_string());
      }
    } catch (const fs::filesystem_error& error) {
      throw Error("cannot be listed: " + error.code().message(), error.path1().string(),
                  "Check the folder and its permissions");
    }
    sort();
  }

  std::string read(const std::string& name) const override { return read_file(path(name)); }
  std::shared_ptr<const ByteSource> open(const std::string& name) const override {
    return open_file_bytes(path(name));
  }
};

}  // namespace

bool FileTree::contains(const std::string& name) const {
  return std::binary_search(names_.begin(), names_.end(), name);
}

void FileTree::add(std::string name) {
  if (is_of_macos(name)) return;
  if (stays_inside(name))
    names_.push_back(std::move(name));
  else
    broken_.push_back(
        {root_ / fs::path(name).relative_path(), "its path leads out of the archive"});
}

void FileTree::sort() { std::sort(names_.begin(), names_.end()); }

std::shared_ptr<const FileTree> open_tree(const fs::path& path) {
  if (fs::is_directory(path)) return std::make_shared<FolderTree>(path);
  return open_zip_tree(path);
}

}  // namespace penumbra::formats
