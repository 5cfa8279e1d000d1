#pragma once

#include <cstdint>
#include <filesystem>

namespace penumbra::project {

/// What tells whether a photo has changed.
struct PhotoFile {
  bool found = false;
  std::int64_t bytes = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  std::uint64_t hash = 0;     ///< XXH3-64, where it was asked for
};

/// All but the hash; one look at the folder's entry.
PhotoFile photo_stamp(const std::filesystem::path& file);

}  // namespace penumbra::project
