#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace penumbra::dataset {

/// The class names of the objects in a VOC annotation (annotation/object/name), each once, in the
/// file's order. Throws Error for text that is no such XML; `file` is named in it.
std::vector<std::string> parse_voc_annotation(std::string_view xml,
                                              const std::filesystem::path& file);

}  // namespace penumbra::dataset
