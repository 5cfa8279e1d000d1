#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "project/project.h"

namespace torture {

/// All that can be seen of a project with one edited layer, and of the exports in a folder.
nlohmann::json facts_of(penumbra::project::Project& project, const std::filesystem::path& exports);

/// Of one export.
nlohmann::json export_facts(const std::filesystem::path& place);

}  // namespace torture
