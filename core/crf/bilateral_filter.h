#pragma once

#include <memory>
#include <span>

#include "crf/instruction_set.h"
#include "image/image.h"

namespace penumbra::crf {

/// High-dimensional Gaussian filter over (x, y) / sigma_xy and rgb / sigma_rgb on the permutohedral
/// lattice (Adams, Baek, Davis, Eurographics 2010). Built once for an image, then applied to any
/// number of channels. Un-normalised, and includes the pixel itself; symmetric but for lattice
/// vertices at the border of the data, where the order of the blurs matters a little.
class BilateralFilter {
 public:
  /// rgb: 3 planes of height x width, in 0-255 (any finite value is accepted); sigmas above 0.
  /// Throws Error if the sizes differ, a value is not finite or a sigma is too small.
  BilateralFilter(image::Size size, std::span<const float> rgb, float sigma_xy, float sigma_rgb,
                  InstructionSet set = best_instruction_set());
  ~BilateralFilter();
  BilateralFilter(BilateralFilter&&) noexcept;
  BilateralFilter& operator=(BilateralFilter&&) noexcept;

  image::Size size() const;

  /// values and result: `channels` planes of height x width; result may not overlap values.
  /// Throws Error if the sizes differ.
  void apply(std::span<const float> values, int channels, std::span<float> result) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::crf
