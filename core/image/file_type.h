#pragma once

#include <filesystem>

namespace penumbra::image {

enum class FileType { Jpeg, Png, WebP, Tiff, Bmp };

/// By the file's first bytes, whatever its name. Throws Error for a file that is missing, empty or
/// of another type.
FileType file_type(const std::filesystem::path& file);

/// Whether the name ends as those of pictures do (any case).
bool has_picture_name(const std::filesystem::path& file);

}  // namespace penumbra::image
