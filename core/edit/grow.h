#pragma once

#include <cstdint>

#include "edit/canvas.h"

namespace penumbra::edit {

inline constexpr int farthest_growth = 1000;

/// Gives a label all pixels whose centres lie within `distance` pixels of one that has it (dilation
/// by a disc). Throws UsageError unless 1 <= distance <= farthest_growth.
Rect grow_label(Canvas canvas, std::uint8_t label, int distance, const Limits& limits = {});

/// Gives `to` to all pixels of a label whose centres lie within `distance` pixels of one that has
/// another (erosion by a disc). What lies outside the image counts as the label.
/// Throws UsageError unless 1 <= distance <= farthest_growth.
Rect shrink_label(Canvas canvas, std::uint8_t label, int distance, std::uint8_t to,
                  const Limits& limits = {});

}  // namespace penumbra::edit
