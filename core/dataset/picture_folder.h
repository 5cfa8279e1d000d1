#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace penumbra::dataset {

/// Pictures (by name) directly in `folder`, by their stem. Where a stem occurs twice the first in
/// alphabetical order stands. Empty where there is no such folder.
std::unordered_map<std::string, std::filesystem::path> pictures_by_stem(
    const std::filesystem::path& folder);

/// Sub-folders that are not hidden, in alphabetical order.
std::vector<std::filesystem::path> subfolders(const std::filesystem::path& folder);

}  // namespace penumbra::dataset
