#include "method/dense_energy.h"

#include <torch/autograd.h>

#include "method/bilateral_filter.h"
#include "method/normalisation.h"
#include "method/resize.h"

namespace penumbra::method {
namespace {

/// -sum(S * A) / B with A = gate * filter(S).
class DenseEnergy : public torch::autograd::Function<DenseEnergy> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context,
                               const torch::Tensor& probability,  // B x C x h x w
                               const torch::Tensor& image,        // B x 3 x h x w, 0-255
                               const torch::Tensor& gate,         // B x 1 x h x w
                               double sigma_xy, double sigma_rgb) {
    const auto gated = bilateral_filter(probability.detach(), image, sigma_xy, sigma_rgb) * gate;
    context->save_for_backward({gated});
    return -(probability.detach() * gated).sum() / static_cast<double>(gated.size(0));
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
