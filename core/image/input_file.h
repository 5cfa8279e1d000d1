#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

namespace penumbra::image {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using InputFile = std::unique_ptr<std::FILE, CloseFile>;

/// Opens a file for reading. Throws Error where that is impossible.
InputFile open_input(const std::filesystem::path& path);

}  // namespace penumbra::image
