#include "model/dilated_convolution.h"

#include <ATen/autocast_mode.h>
#include <torch/autograd.h>

#include <algorithm>

#include "model/linear.h"

namespace penumbra::model {
namespace {

/// The part of a map, B x h x w x channels, that a tap reads or writes, as rows of channels.
class Tap {
 public:
  /// index: of 9, row by row.
  Tap(std::int64_t index, std::int64_t dilation, const torch::Tensor& map)
      : row_(index / 3 * dilation - dilation, map.size(1)),
        column_(index % 3 * dilation - dilation, map.size(2)) {}

  bool empty() const { return row_.count <= 0 || column_.count <= 0; }
  torch::Tensor read(const torch::Tensor& map) const {
    return part(map, row_.from, column_.from).reshape({-1, map.size(3)});
  }
  torch::Tensor at_outputs(const torch::Tensor& map) const {
    return part(map, row_.to, column_.to).reshape({-1, map.size(3)});
  }
  void add_to_read(const torch::Tensor& map, const torch::Tensor& rows) const {
    auto target = part(map, row_.from, column_.from);
    target.add_(rows.view(target.sizes()));
  }
  void add_to_outputs(const torch::Tensor& map, const torch::Tensor& rows) const {
    auto target = part(map, row_.to, column_.to);
    target.add_(rows.view(target.sizes()));
  }

 private:
  /// Along one axis: output `to + i` reads input `from + i`.
  struct Axis {
    std::int64_t from, to, count;
    Axis(std::int64_t offset, std::int64_t length)
        : from(std::max<std::int64_t>(offset, 0)),
          to(std::max<std::int64_t>(-offset, 0)),
          count(length - std::abs(offset)) {}
  };

  torch::Tensor part(const torch::Tensor& map, std::int64_t row, std::int64_t column) const {
    return map.narrow(1, row, row_.count).narrow(2, column, column_.count);
  }

  Axis row_, column_;
};

class DilatedConvolution : public torch::autograd::Function<DilatedConvolution> {
 public:
  /// x: B x h x w x D. Returns B x h x w x O.
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& weight, std::int64_t dilation) {
    const auto type = Bf16Products::active() ? torch::kBFloat16 : torch::kFloat;
    const auto input = x.to(type).contiguous();
    const auto taps = torch::empty({3, 3, weight.size(0), weight.size(1)}, input.options())
                          .copy_(weight.permute({2, 3, 0, 1}))
                          .flatten(0, 1);  // 9 x O x D
    context->save_for_backward({input, taps});
    context->saved_data["dilation"] = dilation;
    const auto out = torch::zeros({x.size(0), x.size(1), x.size(2), weight.size(0)}, x.options());
    for (std::int64_t i = 0; i < taps.size(0); ++i) {
      const Tap tap(i, dilation, input);
      if (!tap.empty()) tap.add_to_outputs(out, torch::mm(tap.read(input), taps[i].t()));
    }
    return out;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& taps = saved[1];
    const auto dilation = context->saved_data["dilation"].toInt();
    const auto gradient = gradients[0].to(x.scalar_type()).contiguous();
    torch::Tensor of_x, of_weight;
    if (context->needs_input_grad(0)) of_x = torch::zeros(x.sizes(), gradients[0].options());
    if (context->needs_input_grad(1))
      of_weight = torch::zeros(taps.sizes(), gradients[0].options());
    for (std::int64_t i = 0; i < taps.size(0); ++i) {
      const Tap tap(i, dilation, x);
      if (tap.empty()) continue;
      const auto rows = tap.at_outputs(gradient);  // n x O
      if (of_x.defined()) tap.add_to_read(of_x, torch::mm(rows, taps[i]));
      if (of_weight.defined()) of_weight[i].copy_(torch::mm(rows.t(), tap.read(x)));
    }
    if (of_weight.defined())
      of_weight = of_weight.view({3, 3, taps.size(1), taps.size(2)}).permute({2, 3, 0, 1});
    return {of_x, of_weight, {}};
  }
};

}  // namespace

torch::Tensor dilated_convolution(const torch::Tensor& x, const torch::Tensor& weight,
                                  std::int64_t dilation) {
  if (!x.is_cpu() || x.scalar_type() != torch::kFloat32 ||
      at::autocast::is_autocast_enabled(torch::kCPU))
    return torch::conv2d(x, weight, {}, 1, dilation, dilation);
  return DilatedConvolution::apply(x.permute({0, 2, 3, 1}), weight, dilation).permute({0, 3, 1, 2});
}

}  // namespace penumbra::model
