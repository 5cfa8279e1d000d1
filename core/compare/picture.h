#pragma once

#include "compare/difference.h"
#include "image/image.h"
#include "image/palette.h"

namespace penumbra::compare {

/// Labels over a photo of the same size, in `palette` by class value; background shows the photo,
/// ignored pixels are grey. Throws Error if the sizes differ.
image::Image draw_labels(const image::Image& photo, const image::LabelMap& map,
                         const image::Palette& palette);

/// What the other map gets wrong, over the photo in pale grey: a wrong class filled with its
/// colour, missed pixels hatched in the colour of the class that they have, invented ones dotted in
/// the colour of the class that they were given, ignored ones grey; right ones have nothing.
image::Image draw_difference(const image::Image& photo, const image::LabelMap& reference,
                             const image::LabelMap& other, const image::Palette& palette);

}  // namespace penumbra::compare
