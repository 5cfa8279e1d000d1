#pragma once

#include <array>

namespace penumbra::image {

/// ImageNet statistics of RGB in [0,1], which encoders expect.
inline constexpr std::array<float, 3> image_mean{0.485F, 0.456F, 0.406F};
inline constexpr std::array<float, 3> image_std{0.229F, 0.224F, 0.225F};

}  // namespace penumbra::image
