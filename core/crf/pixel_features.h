#pragma once

#include <span>
#include <vector>

#include "image/image.h"

namespace penumbra::crf {

/// Planes x and y of each pixel, divided by sigma. Throws Error if the size is empty or sigma is
/// not above 0.
std::vector<float> position_features(image::Size size, float sigma_xy);

/// Planes x, y, red, green, blue of each pixel, divided by their sigmas; rgb: 3 planes.
/// Throws Error as above or if rgb has another size.
std::vector<float> bilateral_features(image::Size size, std::span<const float> rgb, float sigma_xy,
                                      float sigma_rgb);

}  // namespace penumbra::crf
