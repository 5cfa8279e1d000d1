#pragma once

#include <span>

#include "image/image.h"

namespace penumbra::train {

/// A rectangle in pixels; edges may lie between them.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// Resizes the part `box` of `image` to size x size by bicubic convolution (a = -0.5) whose support
/// grows with the reduction, so that it antialiases; pixels outside the box are not read. This is
/// the rule of Pillow's `crop` and `resize`, without its rounding between the two passes.
/// flip mirrors the columns. result: size x size x 3, in 0-255.
void resample_bicubic(const image::Image& image, const Box& box, bool flip, int size,
                      std::span<float> result);

}  // namespace penumbra::train
