#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/error.h"
#include "fuzz/targets.h"

/// What the targets share.
namespace penumbra::fuzz {

inline std::string_view text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename Read>
void accept_errors(const Read& read) {
  try {
    read();
  } catch (const Error&) {
    // Refused with a reason, as it should be.
  }
}

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A path of this process alone. /dev/shm is memory, so that a fuzzer does not wait for a disk.
inline std::filesystem::path scratch(const std::string& name) {
  const std::filesystem::path memory("/dev/shm");
  return (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) /
         ("penumbra_fuzz_" + std::to_string(::getpid()) + name);
}

/// For readers that take files.
class TemporaryFile {
 public:
  explicit TemporaryFile(Bytes bytes) : path_(scratch("")) { write_file(path_, text(bytes)); }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// For readers of a file that lies in a folder, perhaps beside others.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name = "_folder") : path_(scratch(name)) { clear(); }
  ~TemporaryFolder() { clear(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  void add(const std::filesystem::path& file, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    write_file(path_ / file, bytes);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  void clear() const {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path path_;
};

}  // namespace penumbra::fuzz
