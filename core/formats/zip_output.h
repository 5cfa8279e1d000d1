#pragma once

#include <filesystem>
#include <memory>

#include "formats/output.h"

namespace penumbra::formats {

/// A new zip archive at `place` (APPNOTE.TXT, PKWARE). Files are compressed (deflate; PNGs are
/// stored) on the threads that add them. Throws Error where nothing can be written there.
std::unique_ptr<Output> open_zip_output(const std::filesystem::path& place);

}  // namespace penumbra::formats
