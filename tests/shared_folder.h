#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

/// The folder with photos, weights and golden numbers that tests may use, if it is there:
/// PENUMBRA_SHARED, else ../shared beside the source tree.
inline std::optional<std::filesystem::path> shared_folder() {
  const char* named = std::getenv("PENUMBRA_SHARED");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named)
            : std::filesystem::path(PENUMBRA_SOURCE_DIR).parent_path() / "shared";
  if (!std::filesystem::is_directory(folder / "fixtures")) return std::nullopt;
  return folder;
}
