#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra::formats {

/// The class names of YOLO's data.yaml: the value of `names`, a list or a map from 0 on, in block
/// or flow style; scalars plain or in quotes. Throws Error, which names the line, for anything
/// else.
std::vector<std::string> parse_yaml_names(std::string_view text, const std::filesystem::path& file);

}  // namespace penumbra::formats
