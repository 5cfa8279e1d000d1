#pragma once

#include <opencv2/core.hpp>

#include "image/image.h"

namespace penumbra::bench {

/// Two smooth shapes of classes 1..`classes` with a border of undecided pixels, as masks of photos
/// have.
image::LabelMap drawn_labels(image::Size size, int classes, cv::RNG& random);

}  // namespace penumbra::bench
