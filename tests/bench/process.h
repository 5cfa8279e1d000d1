#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace penumbra::bench {

/// Runs a program to its end, what it prints going to the end of `log`; true if it succeeded.
bool succeeds(const std::vector<std::string>& arguments, const std::filesystem::path& log);

/// Where what benches install and print is kept; may not exist yet.
std::filesystem::path cache_folder();

}  // namespace penumbra::bench
