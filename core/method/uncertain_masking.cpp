#include "method/uncertain_masking.h"

#include <cmath>

#include "method/resize.h"

namespace penumbra::method {

BlockGrid block_grid(std::int64_t height, std::int64_t width, const MaskOptions& options) {
  return {height / options.block, width / options.block};
}

torch::Tensor uncertain_blocks(const torch::Tensor& valid_cam, const MaskOptions& options) {
  const auto grid = block_grid(valid_cam.size(2), valid_cam.size(3), options);
  const auto value = resize_nearest(valid_cam, grid.rows, grid.columns).amax(1).flatten(1);
  return (value > options.uncertain_low) & (value < options.uncertain_high);
}

torch::Tensor hidden_tokens(const torch::Tensor& noise, const torch::Tensor& uncertain,
                            BlockGrid grid, const MaskOptions& options) {
  const auto batch = noise.size(0), blocks = noise.size(1);
  const auto hidden =
      static_cast<std::int64_t>(std::ceil(options.ratio * static_cast<double>(blocks)));
  const auto order = uncertain.defined() ? noise + uncertain.to(noise.dtype()) : noise;
  const auto ranked = std::get<1>(order.sort(/*stable=*/true, /*dim=*/1, /*descending=*/false));
  auto mask = torch::zeros({batch, blocks}, noise.options().dtype(torch::kBool));
  mask.scatter_(1, ranked.narrow(1, blocks - hidden, hidden), true);
  const std::int64_t side = options.block / options.patch;  // tokens a block
  return mask.view({batch, grid.rows, grid.columns})
      .repeat_interleave(side, 1)
      .repeat_interleave(side, 2);
}

}  // namespace penumbra::method
