#pragma once

#include <cstdint>
#include <span>

#include "edit/painter.h"

namespace penumbra::edit {

inline constexpr double largest_brush = 10000;

/// The pixels of an image whose centres lie within `radius` of the polyline through `points` (of
/// one point: of it), by rows of each stretch of the line. A pixel is in few spans, most in one.
/// Throws UsageError where there are no points, or unless 0 < radius <= largest_brush.
Spans brush_spans(image::Size size, std::span<const Point> points, double radius);

/// Gives those pixels the label: a class, or background or ignore to erase.
Rect brush(Canvas canvas, std::span<const Point> points, double radius, std::uint8_t label,
           const Limits& limits = {});

}  // namespace penumbra::edit
