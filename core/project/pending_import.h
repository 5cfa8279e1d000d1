#pragma once

#include <filesystem>

#include "project/project.h"

namespace penumbra::project {

/// The data that is being brought in, so that an import that was stopped can be told from one that
/// was not. Empty where there is none.
std::filesystem::path pending_import(const Project& project);
void set_pending_import(Project& project, const std::filesystem::path& data);

}  // namespace penumbra::project
