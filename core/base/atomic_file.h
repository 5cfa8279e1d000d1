#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace penumbra {

/// Replaces `path` with `bytes` so that a crash leaves the old file or the new one, never a part:
/// a temporary file beside it, fsync, rename, fsync of the folder.
/// Throws Error (full disk, read-only folder, ...); the old file is then untouched.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// As above for writers that take a path: `write` fills the temporary file it is given.
void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(const std::filesystem::path&)>& write);

/// Creates a folder and its parents. Throws Error where that is impossible.
void make_folder(const std::filesystem::path& folder);

/// Reads a whole file. Throws Error where it can't be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace penumbra
