#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace penumbra::formats {

/// The bytes of a file, of which parts are read where they are needed; from any thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  std::uint64_t size() const { return size_; }
  /// How messages call the file.
  const std::filesystem::path& path() const { return path_; }
  /// Throws Error where the file has become shorter or can't be read.
  virtual std::string read(std::uint64_t offset, std::size_t count) const = 0;

 protected:
  ByteSource(std::filesystem::path path, std::uint64_t size)
      : path_(std::move(path)), size_(size) {}

 private:
  std::filesystem::path path_;
  std::uint64_t size_;
};

/// A file on the disk. Throws Error where it can't be opened.
std::shared_ptr<const ByteSource> open_file_bytes(const std::filesystem::path& file);

/// What is in memory already; errors call it `name`.
std::shared_ptr<const ByteSource> keep_bytes(std::string bytes, std::filesystem::path name);

/// A stretch of a source.
struct ByteRange {
  std::uint64_t offset = 0;
  std::size_t size = 0;
};

}  // namespace penumbra::formats
