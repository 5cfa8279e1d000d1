#include "model/linear.h"

#include <ATen/autocast_mode.h>
#include <torch/autograd.h>

#include <optional>

#include "model/float_linear.h"

namespace penumbra::model {
namespace {

std::optional<torch::Tensor> optional(const torch::Tensor& t) {
  return t.defined() ? std::optional(t) : std::nullopt;
}

thread_local bool bf16_products = false;

torch::Tensor in_bf16(const torch::Tensor& x) { return x.to(torch::kBFloat16).contiguous(); }

/// Floats on the CPU that nothing else casts.
bool plain_floats(const torch::Tensor& x) {
  return x.is_cpu() && x.scalar_type() == torch::kFloat32 &&
         !at::autocast::is_autocast_enabled(torch::kCPU);
}

/// And enough rows of them to pay for preparing the weights.
bool many_floats(const torch::Tensor& x) {
  constexpr std::int64_t fewest_rows = 32;
  return plain_floats(x) && x.numel() >= fewest_rows * x.size(-1);
}

class RoundedLinear : public torch::autograd::Function<RoundedLinear> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& weight,
                               const std::optional<torch::Tensor>& bias) {
    const auto input = in_bf16(x), factors = in_bf16(weight);
    context->save_for_backward({input, factors});
    context->saved_data["has_bias"] = bias.has_value();
    return at::linear(input, factors, bias ? std::optional(in_bf16(*bias)) : std::nullopt)
        .to(torch::kFloat);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& weight = saved[1];
    const auto gradient = in_bf16(gradients[0]);
    torch::Tensor of_x, of_weight, of_bias;
    if (context->needs_input_grad(0)) of_x = torch::matmul(gradient, weight).to(torch::kFloat);
    if (context->needs_input_grad(1))
      of_weight = torch::mm(gradient.flatten(0, -2).t(), x.flatten(0, -2)).to(torch::kFloat);
    if (context->saved_data["has_bias"].toBool()) of_bias = gradients[0].flatten(0, -2).sum(0);
    return {of_x, of_weight, of_bias};
  }
};

}  // namespace

torch::Tensor float_affine(const torch::Tensor& x, const torch::Tensor& weight,
                           const torch::Tensor& bias) {
  return plain_floats(x) && float_linear_takes(x, weight)
             ? float_linear(x, weight, optional(bias))
             : torch::linear(x, weight, optional(bias));
}

torch::Tensor affine(const torch::Tensor& x, const torch::Tensor& weight,
                     const torch::Tensor& bias) {
  if (!many_floats(x)) return torch::linear(x, weight, optional(bias));
  if (torch::GradMode::is_enabled() && bf16_products)
    return RoundedLinear::apply(x, weight, optional(bias));
  return float_affine(x, weight, bias);
}

Bf16Products::Bf16Products(bool wanted) : before_(bf16_products) {
  bf16_products = before_ || wanted;
}

Bf16Products::~Bf16Products() { bf16_products = before_; }

bool Bf16Products::active() { return bf16_products; }

torch::Tensor linear(const torch::Tensor& x, const torch::nn::Linear& layer) {
  return affine(x, layer->weight, layer->bias);
}

torch::Tensor linear_gelu(const torch::Tensor& x, const torch::nn::Linear& layer) {
  if (torch::GradMode::is_enabled() || !many_floats(x) || !float_linear_takes(x, layer->weight))
    return torch::gelu(linear(x, layer));
  return float_linear_gelu(x, layer->weight, optional(layer->bias));
}

}  // namespace penumbra::model
