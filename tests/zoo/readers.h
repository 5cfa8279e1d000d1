#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Who reads the files of the zoo (make_zoo.py).
namespace zoo {

/// Uses all of it. Returns what was left out, with the reason; throws penumbra::Error.
using Reader = std::function<std::vector<std::string>(const std::filesystem::path&)>;

/// Nothing for a reader that this program does not have.
Reader find_reader(std::string_view name);

}  // namespace zoo
