#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "project/layers.h"

namespace penumbra::compare {

/// What tells versions of label maps apart: as long as it is the same, so are the stored pixels.
/// Of a map in a file it is the file's checksum; operations of the history since change it.
using MapVersion = std::uint64_t;

/// Of every image of which the layer has a map. Throws Error for a layer that does not exist.
std::unordered_map<project::ImageId, MapVersion> map_versions(project::Project& project,
                                                              project::LayerId layer);

/// Of one image; nothing where the layer has no map of it.
std::optional<MapVersion> map_version(project::Project& project, project::LayerId layer,
                                      project::ImageId image);

}  // namespace penumbra::compare
