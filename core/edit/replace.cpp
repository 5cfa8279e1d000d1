#include "edit/replace.h"

#include "edit/connected.h"

namespace penumbra::edit {

Rect replace_label(Canvas canvas, std::uint8_t from, std::uint8_t to, std::optional<Point> point,
                   const Limits& limits) {
  const auto& map = canvas.map;
  const auto has_label = [&](std::size_t i) { return map.labels[i] == from; };
  if (!point) return paint(canvas, limits, matching_spans(map.size, has_label), to);
  const auto start = pixel_at(map.size, *point);
  if (!start) return {};
  return paint(canvas, limits, connected_spans(map.size, *start, has_label), to);
}

}  // namespace penumbra::edit
