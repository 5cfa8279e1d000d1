#pragma once

#include <optional>
#include <string>
#include <vector>

#include "project/layers.h"

namespace penumbra::project {

/// What is best to be corrected: of the layers that is furthest on the way instant, cam, aux-cam,
/// refined, segmentation the newest; nothing where there is none of them.
std::optional<Layer> best_base(const std::vector<Layer>& layers);

/// The edited layer `name`, which is made where there is none: over `base`, or where that is empty
/// over `best_base`; over nothing where there is none, or where `name` is that of the layer of
/// evidence (evidence.h). Throws Error where the layer is no edited one, `base` does not exist, or
/// the layer has another base.
Layer edited_layer(Project& project, const std::string& name, const std::string& base = {});

}  // namespace penumbra::project
