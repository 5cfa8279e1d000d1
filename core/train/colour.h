#pragma once

#include <array>
#include <span>

namespace penumbra::train {

enum class ColourChange { Brightness, Contrast, Saturation, Hue };

/// Changes of brightness, contrast and saturation (factors, 1 = none) and hue (a shift in turns of
/// the colour circle, 0 = none), in the order given.
struct ColourJitter {
  double brightness = 1;
  double contrast = 1;
  double saturation = 1;
  double hue = 0;
  std::array<ColourChange, 4> order{ColourChange::Brightness, ColourChange::Contrast,
                                    ColourChange::Saturation, ColourChange::Hue};
};

/// torchvision's definitions: a blend with black, with the mean grey, with the grey picture, and a
/// shift in HSV; clamped after each. rgb: pixels x 3 in 0-255, changed in place.
void apply_jitter(std::span<float> rgb, const ColourJitter& jitter);

/// Rec. 601 luma in all three channels.
void make_grey(std::span<float> rgb);

/// Gaussian blur with standard deviation `radius` px, edges repeated. rgb: size x size x 3.
void gaussian_blur(std::span<float> rgb, int size, double radius);

}  // namespace penumbra::train
