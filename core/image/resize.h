#pragma once

#include "image/image.h"

namespace penumbra::image {

/// Bilinear with half-pixel centres (no smoothing where it shrinks). Throws Error for an empty
/// size.
Image resize(const Image& image, Size size);

/// The same, but by the mean over the area of each new pixel where it shrinks: for thumbnails.
Image thumbnail(const Image& image, Size size);

/// Nearest neighbour with half-pixel centres: new pixel x takes old pixel floor((x + 0.5) * scale).
LabelMap resize(const LabelMap& map, Size size);

/// Bilinear with half-pixel centres.
ScoreMap resize(const ScoreMap& map, Size size);

}  // namespace penumbra::image
