#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace penumbra::label {

/// Scores of some classes over an image, in plain values: what a label map is made from.
struct ScorePlanes {
  image::Size size;
  std::vector<std::uint8_t> classes;  ///< class id of each plane; 255 = ignore
  std::vector<float> values;          ///< planes x height x width
};

/// One of the planes.
ScorePlanes plane_of(const ScorePlanes& planes, std::size_t plane);

/// Planes at another size, bilinear with half-pixel centres.
ScorePlanes resize(const ScorePlanes& planes, image::Size size);

/// The class of the highest score at each pixel of another size (the earlier plane where equal):
/// the scores are interpolated a row at a time, so that a large picture takes little memory.
image::LabelMap best_label(const ScorePlanes& planes, image::Size size);

/// 1 - (best - second best score) at each pixel of another size, within [0,1]; 0 for a single
/// plane.
image::ScoreMap uncertainty(const ScorePlanes& planes, image::Size size);

/// Section 4's rule for a strict (high background score) and a lenient label: the strict classes;
/// background where both say so; 255 where only the strict one does. Throws Error if sizes differ.
image::LabelMap combine(const image::LabelMap& strict, const image::LabelMap& lenient);

}  // namespace penumbra::label
