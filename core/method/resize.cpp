#include "method/resize.h"

#include "model/upsample.h"

namespace penumbra::method {

torch::Tensor resize_bilinear(const torch::Tensor& x, std::int64_t height, std::int64_t width) {
  if (x.size(2) == height && x.size(3) == width) return x;
  return model::upsample(x, height, width, model::Interpolation::Bilinear);
}

torch::Tensor resize_nearest(const torch::Tensor& x, std::int64_t height, std::int64_t width) {
  const auto indices = [&](std::int64_t from, std::int64_t to) {
    // Single precision, as PyTorch computes it.
    const auto scale = static_cast<float>(from) / static_cast<float>(to);
    auto index = torch::arange(to, torch::kFloat32).mul_(scale).floor_().to(torch::kInt64);
    return index.clamp_max_(from - 1).to(x.device());
  };
  return x.index_select(-2, indices(x.size(-2), height))
      .index_select(-1, indices(x.size(-1), width));
}

}  // namespace penumbra::method
