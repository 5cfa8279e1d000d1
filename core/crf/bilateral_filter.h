#pragma once

#include <memory>
#include <span>

#include "image/image.h"

namespace penumbra::crf {

/// High-dimensional Gaussian filter over (x, y) / sigma_xy and rgb / sigma_rgb on the permutohedral
/// lattice (Adams, Baek, Davis, Eurographics 2010). Built once for an image, then applied to any
/// number of channels. Un-normalised, and includes the pixel itself; symmetric.
class BilateralFilter {
 public:
  /// rgb: 3 planes of height x width, in 0-255 (any float value is accepted).
  BilateralFilter(image::Size size, std::span<const float> rgb, float sigma_xy, float sigma_rgb);
  ~BilateralFilter();
  BilateralFilter(BilateralFilter&&) noexcept;
  BilateralFilter& operator=(BilateralFilter&&) noexcept;

  /// values and result: `channels` planes of height x width; result may not overlap values.
  void apply(std::span<const float> values, int channels, std::span<float> result) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::crf
