#pragma once

#include <cstdint>
#include <optional>

#include "edit/canvas.h"

namespace penumbra::edit {

/// Gives each 4-connected region of fewer than `area` pixels the label that it shares the longest
/// border with (the smaller label where two are as long), from the smallest region on; regions grow
/// together on the way, so that none of fewer pixels is left. `label`: only regions of that label.
Rect remove_specks(Canvas canvas, std::int64_t area, std::optional<std::uint8_t> label,
                   const Limits& limits = {});

}  // namespace penumbra::edit
