#pragma once

#include <torch/types.h>

namespace penumbra::bench {

/// Smooth random pictures, B x 3 x size x size, normalised: neighbouring pixels are alike, as in
/// photos.
torch::Tensor smooth_images(std::int64_t batch, std::int64_t size);

/// Two tags an image: B x classes of 0 and 1.
torch::Tensor random_tags(std::int64_t batch, std::int64_t classes);

}  // namespace penumbra::bench
