#include "project/layer.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/nearest_name.h"

namespace penumbra::project {

LayerKind layer_kind(std::string_view name) {
  const auto* found = std::ranges::find(layer_kind_names, name);
  if (found == layer_kind_names.end()) {
    const std::vector<std::string> known(layer_kind_names.begin(), layer_kind_names.end());
    throw Error("is no kind of layer", std::string(name),
                "Did you mean " + nearest_name(name, known) + "?");
  }
  return static_cast<LayerKind>(found - layer_kind_names.begin());
}

}  // namespace penumbra::project
