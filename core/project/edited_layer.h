#pragma once

#include <string>

#include "project/layers.h"

namespace penumbra::project {

/// The edited layer `name`, which is made where there is none: over `base`, or where that is empty
/// over the layer that is furthest on the way instant, cam, aux-cam, refined, segmentation (the
/// newest of its kind); over nothing where there is none of them. Throws Error where the layer is
/// no edited one, `base` does not exist, or the layer has another base.
Layer edited_layer(Project& project, const std::string& name, const std::string& base = {});

}  // namespace penumbra::project
