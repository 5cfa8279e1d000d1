#pragma once

#include <cstdint>
#include <optional>

#include "edit/canvas.h"

namespace penumbra::edit {

/// Gives the pixels labelled `from` the label `to`: all, or with `point` those of the 4-connected
/// region under it, which is empty where the pixel there is not labelled `from`.
Rect replace_label(Canvas canvas, std::uint8_t from, std::uint8_t to, std::optional<Point> point,
                   const Limits& limits = {});

}  // namespace penumbra::edit
