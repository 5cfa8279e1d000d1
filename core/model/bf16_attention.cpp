#include "model/bf16_attention.h"

#include <algorithm>

#include "device/parallel.h"
#include "model/amx_kernels.h"
#include "model/bf16_kernels.h"
#include "model/linear.h"

namespace penumbra::model {
namespace {

Bf16* bits(const torch::Tensor& x) { return static_cast<Bf16*>(x.data_ptr()); }

/// The heads of a batch. qkv: (B * N and some rows more) x 3D in bf16.
class Heads {
 public:
  Heads(const torch::Tensor& qkv, std::int64_t batch, std::int64_t heads)
      : qkv_(bits(qkv)),
        batch_(batch),
        heads_(heads),
        tokens_((qkv.size(0) - spare_rows) / batch),
        width_(qkv.size(1) / 3) {}

  static constexpr std::int64_t spare_rows = std::max(amx_rows, bf16_strip);

  std::int64_t tokens() const { return tokens_; }
  std::int64_t width() const { return width_; }

  /// body(head, row, first column, index) for each; rows and columns are those of B * N x D.
  template <typename Body>
  void each(const Body& body) const {
    const auto own = width_ / heads_;
    device::parallel_for(batch_ * heads_, 1, [&](std::int64_t index, std::int64_t) {
      const auto row = index / heads_ * tokens_, column = index % heads_ * own;
      const Bf16* const q = qkv_ + row * 3 * width_ + column;
      body(Bf16Head{q, q + width_, q + 2 * width_, static_cast<std::size_t>(3 * width_),
                    static_cast<std::size_t>(tokens_), static_cast<std::size_t>(own)},
           row, column, index);
    });
  }

 private:
  Bf16* qkv_;
  std::int64_t batch_, heads_, tokens_, width_;
};

class Bf16SelfAttention : public torch::autograd::Function<Bf16SelfAttention> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& qkv,
                               std::int64_t heads) {
    const auto batch = qkv.size(0), rows = batch * qkv.size(1), columns = qkv.size(2);
    const auto packed =
        torch::empty({rows + Heads::spare_rows, columns}, qkv.options().dtype(torch::kBFloat16));
    packed.narrow(0, 0, rows).copy_(qkv.reshape({rows, columns}));
    packed.narrow(0, rows, Heads::spare_rows).zero_();
    const Heads all(packed, batch, heads);
    const auto width = all.width();
    const auto out = torch::empty({batch, all.tokens(), width}, packed.options());
    const auto log_sums = torch::empty({batch, heads, all.tokens()}, qkv.options());
    const auto attend = amx_runs() ? amx_attention : bf16_attention;
    all.each([&](const Bf16Head& head, std::int64_t row, std::int64_t column, std::int64_t index) {
      attend(head, bits(out) + row * width + column, static_cast<std::size_t>(width),
             log_sums.data_ptr<float>() + index * all.tokens());
    });
    context->save_for_backward({packed, out, log_sums});
    return out.to(torch::kFloat);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto& out = saved[1];
    const auto& log_sums = saved[2];
    const auto batch = log_sums.size(0), heads = log_sums.size(1);
    const Heads all(saved[0], batch, heads);
    const auto width = all.width();
    const auto of_out = gradients[0].to(torch::kBFloat16).contiguous();
    const auto products = (gradients[0] * out)
                              .view({batch, all.tokens(), heads, width / heads})
                              .sum(3)
                              .transpose(1, 2)
                              .contiguous();  // B x heads x N
    const auto of_qkv = torch::empty({batch, all.tokens(), 3 * width}, products.options());
    const auto backward = amx_runs() ? amx_attention_backward : bf16_attention_backward;
    all.each([&](const Bf16Head& head, std::int64_t row, std::int64_t column, std::int64_t index) {
      float* const of_q = of_qkv.data_ptr<float>() + row * 3 * width + column;
      backward(head, {bits(of_out) + row * width + column, static_cast<std::size_t>(width),
                      log_sums.const_data_ptr<float>() + index * all.tokens(),
                      products.const_data_ptr<float>() + index * all.tokens(), of_q, of_q + width,
                      of_q + 2 * width, static_cast<std::size_t>(3 * width)});
    });
    return {of_qkv, {}};
  }
};

}  // namespace

bool takes_bf16_attention(const torch::Tensor& qkv, int heads) {
  return torch::GradMode::is_enabled() && Bf16Products::active() && qkv.is_cpu() &&
         qkv.scalar_type() == torch::kFloat && bf16_kernels_run() &&
         qkv.size(2) / 3 % (heads * static_cast<std::int64_t>(bf16_panel)) == 0;
}

torch::Tensor bf16_self_attention(const torch::Tensor& qkv, int heads) {
  return Bf16SelfAttention::apply(qkv, static_cast<std::int64_t>(heads));
}

}  // namespace penumbra::model
