#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "project/project.h"

namespace penumbra::project {

/// Files below the project's folder `layers` that no row names, temporary ones included.
std::vector<std::filesystem::path> orphaned_files(const Project& project);

/// Temporary files anywhere in the project's folder: those of writes that did not end.
std::vector<std::filesystem::path> temporary_files(const Project& project);

}  // namespace penumbra::project
