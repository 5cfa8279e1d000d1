#include "model/float_linear.h"

#include <torch/autograd.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "device/parallel.h"
#include "model/float_kernels.h"
#include "model/row_parts.h"

namespace penumbra::model {
namespace {

using Product = void (*)(const float* a, std::size_t rows, const FloatLinear& layer, float* out);

std::size_t size(const torch::Tensor& x, int dimension) {
  return static_cast<std::size_t>(x.size(dimension));
}

/// body(first output, count) on whole panels of a layer.
void over_panels(std::size_t outputs,
                 const std::function<void(std::size_t first, std::size_t count)>& body) {
  device::parallel_for(static_cast<std::int64_t>(outputs / float_panel), 1,
                       [&](std::int64_t begin, std::int64_t end) {
                         body(static_cast<std::size_t>(begin) * float_panel,
                              static_cast<std::size_t>(end - begin) * float_panel);
                       });
}

/// weight: outputs x inputs.
FloatLinear packed(const torch::Tensor& weight, const std::optional<torch::Tensor>& bias) {
  const std::size_t outputs = size(weight, 0), inputs = size(weight, 1);
  FloatLinear layer{inputs, outputs, CacheLines<float>(outputs * inputs),
                    CacheLines<float>(outputs)};
  const float* const data = weight.const_data_ptr<float>();
  over_panels(outputs, [&](std::size_t first, std::size_t count) {
    pack_panels(data + first * inputs, count, inputs, layer.weight.data() + first * inputs);
  });
  if (bias) std::copy_n(bias->contiguous().const_data_ptr<float>(), outputs, layer.bias.data());
  return layer;
}

/// The layer whose weight is the transpose.
FloatLinear packed_turned(const torch::Tensor& weight) {
  const std::size_t outputs = size(weight, 0), inputs = size(weight, 1);
  FloatLinear layer{outputs, inputs, CacheLines<float>(outputs * inputs),
                    CacheLines<float>(inputs)};
  const float* const data = weight.const_data_ptr<float>();
  over_panels(inputs, [&](std::size_t first, std::size_t count) {
    pack_turned_panels(data + first, count, outputs, inputs, layer.weight.data() + first * outputs);
  });
  return layer;
}

/// x: ... x inputs, contiguous.
torch::Tensor multiply(const torch::Tensor& x, const FloatLinear& layer, Product product) {
  auto shape = x.sizes().vec();
  shape.back() = static_cast<std::int64_t>(layer.outputs);
  auto result = torch::empty(shape, x.options().requires_grad(false));
  const auto rows = static_cast<std::size_t>(x.numel()) / layer.inputs;
  const float* const from = x.const_data_ptr<float>();
  float* const to = result.data_ptr<float>();
  device::parallel_for(
      static_cast<std::int64_t>(rows), part_rows(rows, float_strip),
      [&](std::int64_t begin, std::int64_t end) {
        const auto first = static_cast<std::size_t>(begin);
        const auto count = static_cast<std::size_t>(end - begin);
        const std::size_t whole = count / float_strip * float_strip;
        product(from + first * layer.inputs, whole, layer, to + first * layer.outputs);
        if (whole == count) return;
        CacheLines<float> last(float_strip * layer.inputs);
        std::copy_n(from + (first + whole) * layer.inputs, (count - whole) * layer.inputs,
                    last.data());
        product(last.data(), count - whole, layer, to + (first + whole) * layer.outputs);
      });
  return result;
}

/// The gradients of weight and bias. x: rows x inputs; gradient: rows x outputs.
std::pair<torch::Tensor, torch::Tensor> of_weight_and_bias(const torch::Tensor& x,
                                                           const torch::Tensor& gradient) {
  const std::size_t inputs = size(x, 1), outputs = size(gradient, 1), rows = size(x, 0);
  auto of_weight = torch::empty({gradient.size(1), x.size(1)}, x.options());
  auto of_bias = torch::empty({gradient.size(1)}, x.options());
  // Each part packs all of x: the fewer, the better, but its own columns should lie in the cache.
  constexpr std::size_t most_columns = 384;
  const auto divided = [](std::size_t count, std::size_t by) { return (count + by - 1) / by; };
  const std::size_t share = divided(outputs, static_cast<std::size_t>(at::get_num_threads()));
  const std::size_t columns = divided(share, divided(share, most_columns));
  const std::size_t part = divided(columns, float_strip) * float_strip;
  device::parallel_for(
      gradient.size(1), static_cast<std::int64_t>(part), [&](std::int64_t begin, std::int64_t end) {
        const auto first = static_cast<std::size_t>(begin);
        float_kernels().sum_products(
            {gradient.const_data_ptr<float>() + first, outputs,
             static_cast<std::size_t>(end - begin), x.const_data_ptr<float>(), inputs, rows},
            of_weight.data_ptr<float>() + first * inputs, of_bias.data_ptr<float>() + first);
      });
  return {of_weight, of_bias};
}

class Linear : public torch::autograd::Function<Linear> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& weight,
                               const std::optional<torch::Tensor>& bias) {
    const auto input = x.contiguous(), factors = weight.contiguous();
    context->save_for_backward({input, factors});
    context->saved_data["has_bias"] = bias.has_value();
    return multiply(input, packed(factors, bias), float_kernels().linear);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto gradient = gradients[0].contiguous();
    torch::Tensor of_x, of_weight, of_bias;
    if (context->needs_input_grad(0))
      of_x = multiply(gradient, packed_turned(saved[1]), float_kernels().linear);
    const bool has_bias = context->saved_data["has_bias"].toBool();
    if (context->needs_input_grad(1) || (has_bias && context->needs_input_grad(2)))
      std::tie(of_weight, of_bias) = of_weight_and_bias(x.flatten(0, -2), gradient.flatten(0, -2));
    if (!has_bias) of_bias = torch::Tensor();
    return {of_x, of_weight, of_bias};
  }
};

}  // namespace

bool float_linear_takes(const torch::Tensor& x, const torch::Tensor& weight) {
  constexpr auto panel = static_cast<std::int64_t>(float_panel);
  return x.is_cpu() && x.scalar_type() == torch::kFloat32 && x.numel() > 0 && weight.is_cpu() &&
         weight.scalar_type() == torch::kFloat32 && x.size(-1) == weight.size(1) &&
         weight.size(0) % panel == 0 && weight.size(1) % panel == 0;
}

torch::Tensor float_linear(const torch::Tensor& x, const torch::Tensor& weight,
                           const std::optional<torch::Tensor>& bias) {
  return Linear::apply(x, weight, bias);
}

torch::Tensor float_linear_gelu(const torch::Tensor& x, const torch::Tensor& weight,
                                const std::optional<torch::Tensor>& bias) {
  return multiply(x.contiguous(), packed(weight.contiguous(), bias), float_kernels().linear_gelu);
}

}  // namespace penumbra::model
