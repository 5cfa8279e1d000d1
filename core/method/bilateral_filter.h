#pragma once

#include <torch/types.h>

namespace penumbra::method {

/// crf::BilateralFilter of each image of a batch, where its tensors are: on the CPU an image a
/// thread, on a GPU all at once by device::LatticeCuda. values: B x C x h x w; rgb: B x 3 x h x w
/// in 0-255. Returns B x C x h x w float32; not differentiable. Throws Error if a value is not
/// finite or a sigma is too small.
torch::Tensor bilateral_filter(const torch::Tensor& values, const torch::Tensor& rgb,
                               double sigma_xy, double sigma_rgb);

}  // namespace penumbra::method
