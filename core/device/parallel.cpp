#include "device/parallel.h"

#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>
#include <torch/types.h>

#include <algorithm>
#include <atomic>

namespace penumbra::device {

void parallel_for(std::int64_t count, std::int64_t grain,
                  const std::function<void(std::int64_t, std::int64_t)>& body) {
  if (count <= 0) return;
  const auto threads = std::min<std::int64_t>(at::get_num_threads(), (count + grain - 1) / grain);
  std::atomic<std::int64_t> next{0};
  const auto take_parts = [&] {
    for (auto begin = next.fetch_add(grain); begin < count; begin = next.fetch_add(grain))
      body(begin, std::min(begin + grain, count));
  };
  if (threads == 1 || at::in_parallel_region()) return take_parts();
  // LibTorch's loop over tensors is compiled with its OpenMP runtime: each thread gets one element.
  const auto one_each = torch::empty({threads}, torch::kUInt8);
  auto loop = at::TensorIteratorConfig().add_const_input(one_each).build();
  loop.for_each([&](char**, const std::int64_t*, std::int64_t) { take_parts(); },
                /*grain_size=*/1);
}

}  // namespace penumbra::device
