#pragma once

#include <cstdint>
#include <optional>

#include "edit/canvas.h"

namespace penumbra::edit {

/// Takes from another layer the 4-connected region of one label around the pixel at `point`. It
/// keeps its label unless `as` names another. A point outside the image does nothing. Throws Error
/// if the layer's size is not the map's, as do the others.
Rect take_region(Canvas canvas, const image::LabelMap& layer, Point point,
                 std::optional<std::uint8_t> as, const Limits& limits = {});

/// Takes all pixels that carry `label` in another layer, as that label or as `as`.
Rect take_label(Canvas canvas, const image::LabelMap& layer, std::uint8_t label,
                std::optional<std::uint8_t> as, const Limits& limits = {});

/// Takes the pixels whose score lies above `threshold`; with `point` only those of the 4-connected
/// region around it, which is empty where the score there is not above.
Rect take_score(Canvas canvas, const image::ScoreMap& score, float threshold,
                std::optional<Point> point, std::uint8_t label, const Limits& limits = {});

}  // namespace penumbra::edit
