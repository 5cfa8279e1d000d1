#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace penumbra {

/// XXH3-64 of some bytes, or of a file's content: tells files apart, no protection against intent.
std::uint64_t hash_bytes(std::span<const std::byte> bytes);
/// Throws Error where the file can't be read.
std::uint64_t hash_file(const std::filesystem::path& file);

}  // namespace penumbra
