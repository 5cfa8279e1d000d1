#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::dataset {

/// The labels of an image; nothing where it has none. Called from several threads at once.
using LabelSource = std::function<std::optional<image::LabelMap>(const Item&)>;

/// The masks ID.png of a folder, as the labeller writes them. Throws Error where it is no folder.
LabelSource labels_in(const std::filesystem::path& folder);

}  // namespace penumbra::dataset
