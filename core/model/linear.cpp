#include "model/linear.h"

#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <optional>
#include <string_view>

namespace penumbra::model {
namespace {

using FusedLinear = at::Tensor(const at::Tensor&, const at::Tensor&,
                               const std::optional<at::Tensor>&, std::string_view,
                               c10::List<std::optional<at::Scalar>>,
                               std::optional<std::string_view>);

/// oneDNN's linear with a fused activation, if this LibTorch has it.
const std::optional<c10::TypedOperatorHandle<FusedLinear>>& fused_linear() {
  static const auto handle = []() -> std::optional<c10::TypedOperatorHandle<FusedLinear>> {
    const auto found = c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
    if (!found || !at::globalContext().userEnabledMkldnn()) return std::nullopt;
    return found->typed<FusedLinear>();
  }();
  return handle;
}

bool takes_onednn(const torch::Tensor& x) {
  constexpr std::int64_t fewest_rows = 32;  // below, preparing the weights costs more than it wins
  return x.is_cpu() && x.scalar_type() == torch::kFloat32 &&
         !at::autocast::is_autocast_enabled(torch::kCPU) &&  // it casts LibTorch's own products
         x.numel() >= fewest_rows * x.size(-1) && fused_linear();
}

torch::Tensor onednn(const torch::Tensor& x, const torch::Tensor& weight,
                     const std::optional<torch::Tensor>& bias, bool gelu) {
  return fused_linear()->call(x, weight.contiguous().to_mkldnn(), bias, gelu ? "gelu" : "none",
                              c10::List<std::optional<at::Scalar>>(), gelu ? "none" : "");
}

std::optional<torch::Tensor> optional(const torch::Tensor& t) {
  return t.defined() ? std::optional(t) : std::nullopt;
}

thread_local bool bf16_products = false;

torch::Tensor in_bf16(const torch::Tensor& x) { return x.to(torch::kBFloat16).contiguous(); }

class Bf16Linear : public torch::autograd::Function<Bf16Linear> {
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

class Linear : public torch::autograd::Function<Linear> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& weight,
                               const std::optional<torch::Tensor>& bias) {
    const auto input = x.contiguous();
    context->save_for_backward({input, weight});
    context->saved_data["has_bias"] = bias.has_value();
    return onednn(input, weight, bias, /*gelu=*/false);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& weight = saved[1];
    const bool has_bias = context->saved_data["has_bias"].toBool();
    const auto gradient = gradients[0].contiguous();
    torch::Tensor of_x, of_weight, of_bias;
    if (context->needs_input_grad(0))
      of_x = onednn(gradient, weight.t(), std::nullopt, /*gelu=*/false);
    if (context->needs_input_grad(1)) {
      std::tie(of_weight, of_bias) = at::mkldnn_linear_backward_weights(
          gradient.flatten(0, -2).to_mkldnn(), x.flatten(0, -2).to_mkldnn(), weight.to_mkldnn(),
          has_bias);
      of_weight = of_weight.to_dense();
      if (has_bias) of_bias = of_bias.to_dense();
    }
    return {of_x, of_weight, has_bias ? of_bias : torch::Tensor()};
  }
};

}  // namespace

torch::Tensor affine(const torch::Tensor& x, const torch::Tensor& weight,
                     const torch::Tensor& bias) {
  if (!takes_onednn(x)) return torch::linear(x, weight, optional(bias));
  if (torch::GradMode::is_enabled() && bf16_products)
    return Bf16Linear::apply(x, weight, optional(bias));
  if (torch::GradMode::is_enabled()) return Linear::apply(x, weight, optional(bias));
  return onednn(x.contiguous(), weight, optional(bias), /*gelu=*/false);
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
  if (torch::GradMode::is_enabled() || !takes_onednn(x)) return torch::gelu(linear(x, layer));
  return onednn(x.contiguous(), layer->weight, layer->bias, /*gelu=*/true);
}

}  // namespace penumbra::model
