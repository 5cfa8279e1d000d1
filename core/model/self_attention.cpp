#include "model/self_attention.h"

#include <torch/autograd.h>

#include <algorithm>

#include "device/parallel.h"
#include "model/amx_kernels.h"
#include "model/attention_kernel.h"
#include "model/bf16_kernels.h"
#include "model/linear.h"

namespace penumbra::model {
namespace {

struct FloatForm {
  using Element = float;
  static constexpr auto type = torch::kFloat32;
  static constexpr std::int64_t spare_rows = 0;

  static void forward(const AttentionHead<float>& head, float* out, std::size_t out_stride,
                      float* log_sums) {
    attention_kernels().head({head.q, head.stride}, head.tokens, {head.k, head.stride},
                             {head.v, head.stride}, head.tokens, head.width, out, out_stride,
                             log_sums);
  }
  static void backward(const AttentionHead<float>& head, const AttentionGradient<float>& gradient) {
    attention_kernels().backward(head, gradient);
  }
};

struct Bf16Form {
  using Element = Bf16;
  static constexpr auto type = torch::kBFloat16;
  static constexpr std::int64_t spare_rows = std::max(amx_rows, bf16_strip);

  static void forward(const Bf16Head& head, Bf16* out, std::size_t out_stride, float* log_sums) {
    (amx_runs() ? amx_attention : bf16_attention)(head, out, out_stride, log_sums);
  }
  static void backward(const Bf16Head& head, const Bf16HeadGradient& gradient) {
    (amx_runs() ? amx_attention_backward : bf16_attention_backward)(head, gradient);
  }
};

template <typename Form>
class SelfAttention : public torch::autograd::Function<SelfAttention<Form>> {
  using Element = typename Form::Element;

  static Element* data(const torch::Tensor& x) { return static_cast<Element*>(x.data_ptr()); }

  /// body(head, row, column, index) for each head of each image; rows and columns are those of
  /// B * N x D. qkv: (B * N and spare rows) x 3D.
  template <typename Body>
  static void each_head(const torch::Tensor& qkv, std::int64_t batch, std::int64_t heads,
                        const Body& body) {
    const auto tokens = (qkv.size(0) - Form::spare_rows) / batch, width = qkv.size(1) / 3;
    const auto own = width / heads;
    device::parallel_for(batch * heads, 1, [&](std::int64_t index, std::int64_t) {
      const auto row = index / heads * tokens, column = index % heads * own;
      const Element* const q = data(qkv) + row * 3 * width + column;
      body(AttentionHead<Element>{q, q + width, q + 2 * width, static_cast<std::size_t>(3 * width),
                                  static_cast<std::size_t>(tokens), static_cast<std::size_t>(own)},
           row, column, index);
    });
  }

  static torch::Tensor packed(const torch::Tensor& qkv) {
    const auto rows = qkv.size(0) * qkv.size(1), columns = qkv.size(2);
    const auto flat = qkv.reshape({rows, columns});
    if constexpr (Form::spare_rows == 0) return flat.contiguous();
    auto result = torch::empty({rows + Form::spare_rows, columns}, qkv.options().dtype(Form::type));
    result.narrow(0, 0, rows).copy_(flat);
    result.narrow(0, rows, Form::spare_rows).zero_();
    return result;
  }

 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& qkv,
                               std::int64_t heads) {
    const auto batch = qkv.size(0), tokens = qkv.size(1), width = qkv.size(2) / 3;
    const auto input = packed(qkv);
    const auto out = torch::empty({batch, tokens, width}, input.options());
    const auto log_sums = torch::empty({batch, heads, tokens}, qkv.options());
    each_head(input, batch, heads,
              [&](const auto& head, std::int64_t row, std::int64_t column, std::int64_t index) {
                Form::forward(head, data(out) + row * width + column,
                              static_cast<std::size_t>(width),
                              log_sums.data_ptr<float>() + index * tokens);
              });
    context->save_for_backward({input, out, log_sums});
    return out.to(torch::kFloat);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& input = saved[0];
    const auto& out = saved[1];
    const auto& log_sums = saved[2];
    const auto batch = log_sums.size(0), heads = log_sums.size(1), tokens = log_sums.size(2);
    const auto width = out.size(2);
    const auto of_out = gradients[0].to(Form::type).contiguous();
    const auto products = (gradients[0] * out)
                              .view({batch, tokens, heads, width / heads})
                              .sum(3)
                              .transpose(1, 2)
                              .contiguous();  // B x heads x N
    const auto of_qkv = torch::empty({batch, tokens, 3 * width}, products.options());
    each_head(input, batch, heads,
              [&](const auto& head, std::int64_t row, std::int64_t column, std::int64_t index) {
                float* const of_q = of_qkv.data_ptr<float>() + row * 3 * width + column;
                Form::backward(
                    head, {data(of_out) + row * width + column, static_cast<std::size_t>(width),
                           log_sums.const_data_ptr<float>() + index * tokens,
                           products.const_data_ptr<float>() + index * tokens, of_q, of_q + width,
                           of_q + 2 * width, head.stride});
              });
    return {of_qkv, {}};
  }
};

bool takes_bf16(const torch::Tensor& qkv, int heads) {
  return Bf16Products::active() && bf16_kernels_run() &&
         qkv.size(2) / 3 % (heads * static_cast<std::int64_t>(bf16_panel)) == 0;
}

}  // namespace

bool takes_self_attention(const torch::Tensor& qkv, int heads) {
  return torch::GradMode::is_enabled() && qkv.is_cpu() && qkv.scalar_type() == torch::kFloat &&
         qkv.numel() > 0 &&
         (takes_bf16(qkv, heads) ||
          attention_kernel_takes(static_cast<std::size_t>(qkv.size(2) / 3 / heads)));
}

torch::Tensor self_attention(const torch::Tensor& qkv, int heads) {
  return takes_bf16(qkv, heads) ? SelfAttention<Bf16Form>::apply(qkv, std::int64_t{heads})
                                : SelfAttention<FloatForm>::apply(qkv, std::int64_t{heads});
}

}  // namespace penumbra::model
