#include "edit/holes.h"

#include <algorithm>

#include "edit/components.h"
#include "edit/connected.h"

namespace penumbra::edit {

Rect fill_holes(Canvas canvas, std::uint8_t label, std::optional<std::int64_t> largest,
                const Limits& limits) {
  image::LabelMap others = canvas.map;
  std::ranges::transform(others.labels, others.labels.begin(), [&](std::uint8_t value) {
    return static_cast<std::uint8_t>(value != label);
  });
  const Components components = find_components(others);
  const auto in_hole = [&](std::size_t i) {
    const auto& component = components.list[static_cast<std::size_t>(components.index[i])];
    return component.label != 0 && !component.at_border && (!largest || component.area <= *largest);
  };
  return paint(canvas, limits, matching_spans(canvas.map.size, in_hole), label);
}

}  // namespace penumbra::edit
