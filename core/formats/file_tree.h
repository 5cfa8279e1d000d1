#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "formats/byte_source.h"

namespace penumbra::formats {

/// The files that an import reads: those of a folder with its sub-folders, or of a zip archive.
class FileTree {
 public:
  virtual ~FileTree() = default;

  /// Relative paths with '/' between, sorted, without what macOS adds to archives.
  const std::vector<std::string>& names() const { return names_; }
  /// Files that were left out because their path leads out of the archive.
  const std::vector<dataset::Broken>& broken() const { return broken_; }
  bool contains(const std::string& name) const;
  /// The bytes of a file; from any thread. Throws Error.
  virtual std::string read(const std::string& name) const = 0;
  /// The same in parts; what is in an archive is unpacked into memory. Throws Error.
  virtual std::shared_ptr<const ByteSource> open(const std::string& name) const = 0;
  /// How messages call a file.
  std::filesystem::path path(const std::string& name) const { return root_ / name; }

 protected:
  explicit FileTree(std::filesystem::path root) : root_(std::move(root)) {}
  const std::filesystem::path& root() const { return root_; }
  void add(std::string name);
  void sort();

 private:
  std::filesystem::path root_;
  std::vector<std::string> names_;
  std::vector<dataset::Broken> broken_;
};

/// Throws Error for what is neither a folder nor a zip archive.
std::shared_ptr<const FileTree> open_tree(const std::filesystem::path& path);

/// A zip archive; an entry that claims more than its bytes can unpack to is refused when it is
/// read.
std::shared_ptr<const FileTree> open_zip_tree(const std::filesystem::path& file);

}  // namespace penumbra::formats
