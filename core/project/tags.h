#pragma once

#include <span>
#include <string>

#include "project/catalogue.h"

namespace penumbra::project {

/// Adds and removes tags of many images, as one change that can be undone. The images count as
/// tagged from then on, even where no tag is left, and the classifier proposes no more what was
/// changed here. Returns how many images changed. Throws Error
/// for a class that is not in use.
std::size_t edit_tags(Project& project, std::span<const ImageId> images, std::span<const int> add,
                      std::span<const int> remove);

}  // namespace penumbra::project
