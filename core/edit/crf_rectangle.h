#pragma once

#include "edit/canvas.h"

namespace penumbra::edit {

/// Runs a dense CRF on the photo inside a rectangle (clipped) and takes the most likely label of
/// each pixel. The labels are those in the rectangle, and background. `confidence` is how far they
/// are trusted: the probability of a pixel's own label, in (0, 1); the others share the rest.
/// Ignored pixels start with all alike and get a label. Does nothing where there is nothing to
/// choose from. A rectangle that is too large for the number of labels is computed at a smaller
/// size. Throws Error if the photo's size is not the map's, UsageError for a confidence that is
/// none.
Rect refine_by_crf(Canvas canvas, const image::Image& photo, const Rect& rectangle,
                   double confidence, int threads, const Limits& limits = {});

}  // namespace penumbra::edit
