#include "bench/random_inputs.h"

namespace penumbra::bench {

torch::Tensor smooth_images(std::int64_t batch, std::int64_t size) {
  return torch::upsample_bicubic2d(torch::randn({batch, 3, size / 16, size / 16}), {size, size},
                                   false);
}

torch::Tensor random_tags(std::int64_t batch, std::int64_t classes) {
  return torch::zeros({batch, classes}, torch::kInt64)
      .scatter_(1, torch::rand({batch, classes}).argsort(std::int64_t{1}).narrow(1, 0, 2), 1);
}

}  // namespace penumbra::bench
