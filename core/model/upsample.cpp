#include "model/upsample.h"

#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/autograd.h>

namespace penumbra::model {
namespace {

torch::Tensor plain(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                    Interpolation interpolation) {
  return interpolation == Interpolation::Bilinear
             ? torch::upsample_bilinear2d(x, {height, width}, /*align_corners=*/false)
             : torch::upsample_bicubic2d(x, {height, width}, /*align_corners=*/false);
}

/// Row i holds what input i of a line has of each output: from x to.
torch::Tensor weights(std::int64_t from, std::int64_t to, Interpolation interpolation,
                      const torch::TensorOptions& options) {
  return plain(torch::eye(from, options).view({1, from, from, 1}), to, 1, interpolation)
      .view({from, to});
}

class OrderedUpsample : public torch::autograd::Function<OrderedUpsample> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               std::int64_t height, std::int64_t width,
                               std::int64_t interpolation) {
    context->saved_data["rows"] = x.size(2);
    context->saved_data["columns"] = x.size(3);
    context->saved_data["type"] = x.scalar_type();
    context->saved_data["interpolation"] = interpolation;
    return plain(x, height, width, static_cast<Interpolation>(interpolation));
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::autocast_dispatch_keyset);
    const auto gradient = gradients[0].to(torch::kFloat32);
    const auto along = [&](const char* length, std::int64_t to) {
      return weights(context->saved_data[length].toInt(), to,
                     static_cast<Interpolation>(context->saved_data["interpolation"].toInt()),
                     gradient.options());
    };
    const auto of_rows = torch::matmul(along("rows", gradient.size(2)), gradient);
    const auto of_x = torch::matmul(of_rows, along("columns", gradient.size(3)).t());
    return {of_x.to(context->saved_data["type"].toScalarType()), {}, {}, {}};
  }
};

}  // namespace

torch::Tensor upsample(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                       Interpolation interpolation) {
  if (x.is_cuda() && torch::GradMode::is_enabled() && x.requires_grad())
    return upsample_in_order(x, height, width, interpolation);
  return plain(x, height, width, interpolation);
}

torch::Tensor upsample_in_order(const torch::Tensor& x, std::int64_t height, std::int64_t width,
                                Interpolation interpolation) {
  return OrderedUpsample::apply(x, height, width, static_cast<std::int64_t>(interpolation));
}

}  // namespace penumbra::model
