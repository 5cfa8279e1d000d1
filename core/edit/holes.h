#pragma once

#include <cstdint>
#include <optional>

#include "edit/canvas.h"

namespace penumbra::edit {

/// Fills the holes of a label: 4-connected regions of other labels, whichever they are, that do not
/// reach the image's border. Holes of more than `largest` pixels, if given, are left.
Rect fill_holes(Canvas canvas, std::uint8_t label, std::optional<std::int64_t> largest = {},
                const Limits& limits = {});

}  // namespace penumbra::edit
