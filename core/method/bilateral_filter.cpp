#include "method/bilateral_filter.h"

#include <span>

#include "crf/bilateral_filter.h"
#include "device/parallel.h"
#ifdef PENUMBRA_CUDA
#include "method/gpu_lattice.h"
#endif

namespace penumbra::method {
namespace {

std::span<const float> as_span(const torch::Tensor& t) {
  return {t.const_data_ptr<float>(), static_cast<std::size_t>(t.numel())};
}

torch::Tensor filter_cpu(const torch::Tensor& values, const torch::Tensor& rgb, double sigma_xy,
                         double sigma_rgb) {
  const auto s = values.to(torch::kCPU, torch::kFloat32).contiguous();
  const auto colours = rgb.to(torch::kCPU, torch::kFloat32).contiguous();
  auto filtered = torch::empty_like(s);
  const image::Size size{static_cast<int>(s.size(3)), static_cast<int>(s.size(2))};
  device::parallel_for(s.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    for (auto b = begin; b < end; ++b) {
      const crf::BilateralFilter filter(size, as_span(colours[b]), static_cast<float>(sigma_xy),
                                        static_cast<float>(sigma_rgb));
      auto out = filtered[b];
      filter.apply(as_span(s[b]), static_cast<int>(s.size(1)),
                   {out.data_ptr<float>(), static_cast<std::size_t>(out.numel())});
    }
  });
  return filtered;
}

#ifdef PENUMBRA_CUDA
torch::Tensor filter_cuda(const torch::Tensor& values, const torch::Tensor& rgb, double sigma_xy,
                          double sigma_rgb) {
  const auto batch = values.size(0), channels = values.size(1);
  const auto height = values.size(2), width = values.size(3);
  const auto options = values.options().dtype(torch::kFloat32);
  const auto x = torch::arange(width, options).view({1, 1, 1, width}) / sigma_xy;
  const auto y = torch::arange(height, options).view({1, 1, height, 1}) / sigma_xy;
  const auto features =
      torch::cat({x.expand({batch, 1, height, width}), y.expand({batch, 1, height, width}),
                  rgb.to(torch::kFloat32) / sigma_rgb},
                 1);
  const GpuLattice lattice(features.flatten(2));
  const auto rows = values.permute({0, 2, 3, 1}).reshape({-1, channels});
  return lattice.filter(rows).view({batch, height, width, channels}).permute({0, 3, 1, 2});
}
#endif

}  // namespace

torch::Tensor bilateral_filter(const torch::Tensor& values, const torch::Tensor& rgb,
                               double sigma_xy, double sigma_rgb) {
  const torch::NoGradGuard no_grad;
#ifdef PENUMBRA_CUDA
  if (values.is_cuda()) return filter_cuda(values, rgb, sigma_xy, sigma_rgb);
#endif
  return filter_cpu(values, rgb, sigma_xy, sigma_rgb).to(values.device());
}

}  // namespace penumbra::method
