#pragma once

#include <string>

#include "project/layer_file.h"
#include "project/project.h"

namespace penumbra::project {

/// An image as messages name it: its path below its root.
std::string image_name(const Project& project, ImageId image);

}  // namespace penumbra::project
