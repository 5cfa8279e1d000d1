#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edit/painter.h"

namespace penumbra::edit {

/// A closed line; the last point is joined to the first.
using Ring = std::vector<Point>;

/// The pixels of an image whose centres lie inside an odd number of rings (even-odd), by rows. A
/// centre on the outline belongs to what lies right of it (or below it).
/// Throws UsageError for a ring of fewer than three points.
Spans polygon_spans(image::Size size, std::span<const Ring> rings);

/// Fills them. A ring inside of another makes a hole.
Rect fill_polygon(Canvas canvas, std::span<const Ring> rings, std::uint8_t label,
                  const Limits& limits = {});

/// A selection for `Limits`: 1 inside.
image::LabelMap polygon_mask(image::Size size, std::span<const Ring> rings);

}  // namespace penumbra::edit
