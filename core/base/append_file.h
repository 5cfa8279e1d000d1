#pragma once

#include <filesystem>
#include <string_view>

namespace penumbra {

/// A file that only grows, e.g. one line a step. Each write is with the system when `append`
/// returns, so that a process that is killed loses none.
class AppendFile {
 public:
  /// Opens or creates. Throws Error.
  explicit AppendFile(std::filesystem::path path);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Throws Error (full disk, ...); part of `bytes` may then be in the file.
  void append(std::string_view bytes);
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace penumbra
