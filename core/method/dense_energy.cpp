#include "method/dense_energy.h"

#include <span>

#include "crf/bilateral_filter.h"
#include "device/parallel.h"
#include "method/normalisation.h"
#include "method/resize.h"

namespace penumbra::method {
namespace {

std::span<const float> as_span(const torch::Tensor& t) {
  return {t.const_data_ptr<float>(), static_cast<std::size_t>(t.numel())};
}

/// -sum(S * A) / B with A = gate * filter(S); the filter runs on the CPU.
class DenseEnergy : public torch::autograd::Function<DenseEnergy> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context,
                               const torch::Tensor& probability,  // B x C x h x w
                               const torch::Tensor& image,        // B x 3 x h x w, 0-255
                               const torch::Tensor& gate,         // B x 1 x h x w
                               double sigma_xy, double sigma_rgb) {
    const auto s = probability.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    const auto rgb = image.to(torch::kCPU, torch::kFloat32).contiguous();
    auto filtered = torch::empty_like(s);
    const auto batch = s.size(0);
    const image::Size size{static_cast<int>(s.size(3)), static_cast<int>(s.size(2))};
    device::parallel_for(batch, 1, [&](std::int64_t begin, std::int64_t end) {
      for (auto b = begin; b < end; ++b) {
        const crf::BilateralFilter filter(size, as_span(rgb[b]), static_cast<float>(sigma_xy),
                                          static_cast<float>(sigma_rgb));
        auto out = filtered[b];
        filter.apply(as_span(s[b]), static_cast<int>(s.size(1)),
                     {out.data_ptr<float>(), static_cast<std::size_t>(out.numel())});
      }
    });
    const auto gated = filtered.to(probability.device()) * gate;
    context->save_for_backward({gated});
    return -(probability.detach() * gated).sum() / static_cast<double>(batch);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradient) {
    const auto gated = context->get_saved_variables()[0];
    return {gradient[0] * gated * (-2.0 / static_cast<double>(gated.size(0))), {}, {}, {}, {}};
  }
};

}  // namespace

torch::Tensor dense_energy_loss(const torch::Tensor& image, const torch::Tensor& logits,
                                const torch::Tensor& label, const EnergyOptions& options) {
  const auto scaled = [&](std::int64_t size) {
    return static_cast<std::int64_t>(static_cast<double>(size) * options.scale);
  };
  const auto height = scaled(logits.size(2)), width = scaled(logits.size(3));
  const auto probability = resize_bilinear(torch::softmax(logits, 1), height, width);
  const auto small = resize_nearest(denormalise_image(image), height, width);
  const auto ignored = resize_nearest(label, height, width).unsqueeze(1) == 255;
  auto gate = (1 - probability.detach().amax(1, /*keepdim=*/true)).clamp_min(0);
  gate.masked_fill_(ignored, 1);
  return options.weight * DenseEnergy::apply(probability, small, gate,
                                             options.sigma_xy * options.scale, options.sigma_rgb);
}

}  // namespace penumbra::method
