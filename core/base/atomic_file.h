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

/// Writes a file at once and does not wait for the disk: for what is in a folder that is yet to be
/// put in place. Throws Error; a part of it may then be there.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Renames a finished file or folder to `place` as soon as it and all that is in it are on the
/// disk. It takes the place of a file or of an empty folder. Throws Error; `finished` is then
/// untouched.
void put_in_place(const std::filesystem::path& finished, const std::filesystem::path& place);

/// Creates a folder and its parents. Throws Error where that is impossible.
void make_folder(const std::filesystem::path& folder);

/// Reads a whole file. Throws Error where it can't be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace penumbra
