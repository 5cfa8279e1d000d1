#pragma once

#include <filesystem>

namespace penumbra {

/// Whether a path that others wrote stays in the folder it is relative to: it names something, does
/// not start at the root and never goes up.
bool stays_inside(const std::filesystem::path& path);

}  // namespace penumbra
