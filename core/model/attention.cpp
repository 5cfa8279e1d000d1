#include "model/attention.h"

#include "device/parallel.h"
#include "model/attention_kernel.h"

namespace penumbra::model {
namespace {

bool takes_kernel(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v) {
  return !torch::GradMode::is_enabled() && q.is_cpu() && q.scalar_type() == torch::kFloat32 &&
         q.stride(3) == 1 && k.stride(3) == 1 && v.stride(3) == 1 &&
         attention_kernel_takes(static_cast<std::size_t>(q.size(3)));
}

HeadRows head_rows(const torch::Tensor& x, std::int64_t batch, std::int64_t head) {
  return {x.const_data_ptr<float>() + batch * x.stride(0) + head * x.stride(1),
          static_cast<std::size_t>(x.stride(2))};
}

}  // namespace

torch::Tensor attention(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v) {
  if (!takes_kernel(q, k, v)) return torch::scaled_dot_product_attention(q, k, v);
  const auto heads = q.size(1), rows = q.size(2), width = q.size(3);
  // B x M x heads x d, so that joining the heads needs no copy.
  auto out = torch::empty({q.size(0), rows, heads, width}, q.options());
  float* const data = out.data_ptr<float>();
  device::parallel_for(q.size(0) * heads, 1, [&](std::int64_t begin, std::int64_t end) {
    for (auto i = begin; i < end; ++i) {
      const auto b = i / heads, h = i % heads;
      attention_kernels().head(
          head_rows(q, b, h), static_cast<std::size_t>(rows), head_rows(k, b, h),
          head_rows(v, b, h), static_cast<std::size_t>(k.size(2)), static_cast<std::size_t>(width),
          data + (b * rows * heads + h) * width, static_cast<std::size_t>(heads * width), nullptr);
    }
  });
  return out.transpose(1, 2);
}

}  // namespace penumbra::model
