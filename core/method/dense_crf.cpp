#include "method/dense_crf.h"

#include <list>

#include "base/error.h"
#ifdef PENUMBRA_CUDA
#include "method/gpu_lattice.h"
#endif

namespace penumbra::method {
#ifdef PENUMBRA_CUDA
namespace {

/// One kernel of the CRF, symmetrically normalised. Rows are pixels.
class Kernel {
 public:
  Kernel(const torch::Tensor& features, double weight)
      : lattice_(features),
        normalisation_(
            (lattice_.filter(torch::ones({features.size(2), 1}, features.options())) + 1e-20)
                .rsqrt()),
        weight_(weight) {}

  torch::Tensor messages(const torch::Tensor& marginals) const {
    return lattice_.filter(normalisation_ * marginals) * (weight_ * normalisation_);
  }

 private:
  GpuLattice lattice_;
  torch::Tensor normalisation_;  // N x 1
  double weight_;
};

/// 1 x 2 x N: column and row of each pixel.
torch::Tensor positions(image::Size size, const torch::TensorOptions& options) {
  const auto x = torch::arange(size.width, options).view({1, size.width});
  const auto y = torch::arange(size.height, options).view({size.height, 1});
  const std::vector<std::int64_t> shape{size.height, size.width};
  return torch::stack({x.expand(shape), y.expand(shape)}).view({1, 2, -1});
}

torch::Tensor normalised(const torch::Tensor& rows) { return rows / rows.sum(1, true); }

std::vector<float> dense_crf_cuda(const image::Image& image, std::span<const float> probability,
                                  int classes, const crf::CrfOptions& options,
                                  torch::Device device) {
  const torch::NoGradGuard no_grad;
  const auto pixels = static_cast<std::int64_t>(image.size.area());
  const auto plain = torch::TensorOptions(torch::kFloat32).device(device);
  const auto rgb = torch::from_blob(const_cast<std::uint8_t*>(image.pixels.data()), {pixels, 3},
                                    torch::kUInt8)
                       .to(device)
                       .to(torch::kFloat32)
                       .t()
                       .unsqueeze(0);  // 1 x 3 x N
  const auto planes =
      torch::from_blob(const_cast<float*>(probability.data()), {classes, pixels}, torch::kFloat32)
          .to(device);
  if (!planes.isfinite().all().item<bool>())
    throw Error("a probability is not finite", "dense CRF");
  const auto place = positions(image.size, plain);
  std::list<Kernel> kernels;  // can't be moved
  if (options.bilateral_weight > 0)
    kernels.emplace_back(
        torch::cat({place / options.bilateral_sxy, rgb / options.bilateral_srgb}, 1),
        options.bilateral_weight);
  if (options.gaussian_weight > 0)
    kernels.emplace_back(place / options.gaussian_sxy, options.gaussian_weight);

  const auto unary = planes.t().clamp_min(crf::DenseCrf::lowest_probability).contiguous();
  auto marginals = normalised(unary);
  for (int iteration = 0; iteration < options.iterations; ++iteration) {
    auto messages = torch::zeros_like(unary);
    for (const auto& kernel : kernels) messages += kernel.messages(marginals);
    const auto highest = messages.amax(1, /*keepdim=*/true).clamp_min(0);
    marginals = normalised((messages - highest).exp() * unary);
  }
  const auto result = marginals.t().contiguous().cpu();
  const float* const begin = result.const_data_ptr<float>();
  return {begin, begin + result.numel()};
}

}  // namespace
#endif

std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const crf::CrfOptions& options, torch::Device device) {
#ifdef PENUMBRA_CUDA
  if (device.is_cuda()) {
    crf::check_input(image, probability, classes, options);
    try {
      return dense_crf_cuda(image, probability, classes, options, device);
    } catch (const c10::OutOfMemoryError&) {  // the CPU has more
    }
  }
#else
  (void)device;
#endif
  return crf::dense_crf(image, probability, classes, options);
}

}  // namespace penumbra::method
