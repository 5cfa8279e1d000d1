#include "folders.h"

#include <cstdlib>

std::filesystem::path source_folder() { return PENUMBRA_SOURCE_DIR; }

std::optional<std::filesystem::path> shared_folder() {
  const char* named = std::getenv("PENUMBRA_SHARED");
  const auto folder =
      named ? std::filesystem::path(named) : source_folder().parent_path() / "shared";
  if (!std::filesystem::is_directory(folder / "fixtures")) return std::nullopt;
  return folder;
}
