#pragma once

#include <filesystem>
#include <memory>

#include "formats/output.h"

namespace penumbra::formats {

/// A new zip archive `file` (APPNOTE.TXT, PKWARE), which errors call `named`. Files are compressed
/// (deflate; PNGs are stored) on the threads that add them. Throws Error where nothing can be
/// written there.
std::unique_ptr<Output> open_zip_output(const std::filesystem::path& file,
                                        const std::filesystem::path& named);

}  // namespace penumbra::formats
