#pragma once

#include <filesystem>
#include <optional>

namespace penumbra {

/// A lock on a file that only one process holds at a time. The system gives it back when the
/// process ends, however it ends.
class FileLock {
 public:
  /// Takes the lock, or returns nothing where another holds it. Creates the file, and writes this
  /// process's number into it. Throws Error where the file can't be written.
  static std::optional<FileLock> take(const std::filesystem::path& file);
  /// Whether another holds it now; false where there is no such file. A glance: who tries to take
  /// the lock in that moment may find it taken.
  static bool held(const std::filesystem::path& file);
  /// The number of the process that took the lock last; 0 where unknown.
  static int holder(const std::filesystem::path& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace penumbra
