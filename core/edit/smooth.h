#pragma once

#include "edit/canvas.h"

namespace penumbra::edit {

inline constexpr double largest_smoothing = 100;

/// Gives each pixel the most frequent label of those whose centres lie within `radius` of its own
/// (majority filter; background and ignore count like classes). Where several are as frequent it
/// keeps its own if that is one of them, else it takes the smallest.
/// Throws UsageError unless 1 <= radius <= largest_smoothing.
Rect smooth_borders(Canvas canvas, double radius, const Limits& limits = {});

}  // namespace penumbra::edit
