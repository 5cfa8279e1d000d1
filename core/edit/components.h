#pragma once

#include <cstdint>
#include <vector>

#include "edit/canvas.h"

namespace penumbra::edit {

/// A 4-connected region of one label.
struct Component {
  std::uint8_t label = 0;
  std::int64_t area = 0;
  bool at_border = false;  ///< has a pixel at the image's border
};

struct Components {
  std::vector<std::int32_t> index;  ///< height x width: the component of each pixel
  std::vector<Component> list;      ///< in the order of their first pixels, row by row
};

/// The components of a map, all labels alike.
Components find_components(const image::LabelMap& map);

}  // namespace penumbra::edit
