#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "project/catalogue.h"
#include "project/project.h"

/// The runs of a project: folders in `runs/`.
namespace penumbra::project {

/// The folder of a run, which need not exist.
std::filesystem::path run_folder(const Project& project, const std::string& name);
/// The first of run-1, run-2, ... that does not exist.
std::filesystem::path new_run(const Project& project);
/// What an image may be called in the files of a run: the ids that `read_data` gives it.
std::vector<std::string> names_in_runs(const ImageRow& image);
/// The run that was written last. Throws Error where there is none.
std::filesystem::path last_run(const Project& project);

}  // namespace penumbra::project
