#include "edit/polygon.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace penumbra::edit {
namespace {

struct Crossing {
  int y;
  double x;
};

/// Where the line from `a` to `b` crosses the centre lines of rows.
void add_crossings(Point a, Point b, int height, std::vector<Crossing>& crossings) {
  if (a.y > b.y) std::swap(a, b);
  const int end = first_centre(b.y, height);
  for (int y = first_centre(a.y, height); y < end; ++y)
    crossings.push_back({y, a.x + (y + 0.5 - a.y) / (b.y - a.y) * (b.x - a.x)});
}

}  // namespace

Spans polygon_spans(image::Size size, std::span<const Ring> rings) {
  std::vector<Crossing> crossings;
  for (const Ring& ring : rings) {
    if (ring.size() < 3)
      throw UsageError("has fewer than three points", "polygon", "Give three or more");
    for (std::size_t i = 0; i < ring.size(); ++i)
      add_crossings(ring[i], ring[(i + 1) % ring.size()], size.height, crossings);
  }
  std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) {
    return a.y != b.y ? a.y < b.y : a.x < b.x;
  });
  Spans spans;
  // Closed lines cross a row an even number of times.
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const int left = first_centre(crossings[i].x, size.width);
    const int right = first_centre(crossings[i + 1].x, size.width);
    if (left < right) spans.push_back({crossings[i].y, left, right});
  }
  return spans;
}

Rect fill_polygon(Canvas canvas, std::span<const Ring> rings, std::uint8_t label,
                  const Limits& limits) {
  return paint(canvas, limits, polygon_spans(canvas.map.size, rings), label);
}

image::LabelMap polygon_mask(image::Size size, std::span<const Ring> rings) {
  image::LabelMap mask{size, std::vector<std::uint8_t>(size.area())};
  paint({mask}, {}, polygon_spans(size, rings), 1);
  return mask;
}

}  // namespace penumbra::edit
