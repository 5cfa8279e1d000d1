#pragma once

#include <torch/types.h>

namespace penumbra::method {

struct MaskOptions {
  int block = 64;      ///< px a side
  int patch = 16;      ///< px a token
  double ratio = 0.4;  ///< share of hidden blocks
  double uncertain_low = 0.2;
  double uncertain_high = 0.7;
};

/// Rows and columns of mask blocks of an image.
struct BlockGrid {
  std::int64_t rows;
  std::int64_t columns;
};
BlockGrid block_grid(std::int64_t height, std::int64_t width, const MaskOptions& options);

/// Blocks whose top-left pixel is uncertain: the maximum of the CAM over tagged classes lies
/// strictly between the bounds. valid_cam: B x K x H x W. Returns B x (rows * columns) bool.
torch::Tensor uncertain_blocks(const torch::Tensor& valid_cam, const MaskOptions& options);

/// Hides ceil(ratio * blocks) blocks an image: uncertain ones first, then those with the largest
/// noise (method.md section 5). noise: B x (rows * columns), uniform in [0,1); uncertain: the same
/// shape, or undefined in the random phase. Returns B x h x w bool on tokens, true = hidden.
torch::Tensor hidden_tokens(const torch::Tensor& noise, const torch::Tensor& uncertain,
                            BlockGrid grid, const MaskOptions& options);

}  // namespace penumbra::method
