#include "model/packed_blocks.h"

#include <ATen/autocast_mode.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "device/parallel.h"
#include "model/amx_kernels.h"
#include "model/attention_kernel.h"
#include "model/bf16_kernels.h"
#include "model/float_kernels.h"
#include "model/row_parts.h"

namespace penumbra::model {
namespace {

struct FloatForm : FloatKernels {
  FloatForm() : FloatKernels(float_kernels()) {}

  using Element = float;
  using Linear = FloatLinear;
  static constexpr std::size_t strip = float_strip;
  static constexpr auto pack = pack_float_linear;
  static void attention(const float* q, std::size_t stride, std::size_t tokens, std::size_t model,
                        std::size_t width, float* out) {
    attention_kernels().head({q, stride}, tokens, {q + model, stride}, {q + 2 * model, stride},
                             tokens, width, out, model, nullptr);
  }
};

struct Bf16Form {
  using Element = Bf16;
  using Linear = Bf16Linear;
  static constexpr std::size_t strip = bf16_strip;
  static constexpr auto pack = pack_linear;
  static constexpr auto norm = bf16_norm;
  static constexpr auto linear = bf16_linear;
  static constexpr auto linear_gelu = bf16_linear_gelu;
  static constexpr auto linear_add = bf16_linear_add;
  static void attention(const Bf16* q, std::size_t stride, std::size_t tokens, std::size_t model,
                        std::size_t width, Bf16* out) {
    bf16_attention({q, q + model, q + 2 * model, stride, tokens, width}, out, model, nullptr);
  }
};

struct AmxForm : Bf16Form {
  static constexpr std::size_t strip = amx_rows;
  static constexpr auto linear = amx_linear;
  static constexpr auto linear_gelu = amx_linear_gelu;
  static constexpr auto linear_add = amx_linear_add;
  static void attention(const Bf16* q, std::size_t stride, std::size_t tokens, std::size_t model,
                        std::size_t width, Bf16* out) {
    amx_attention({q, q + model, q + 2 * model, stride, tokens, width}, out, model, nullptr);
  }
};

const float* data(const torch::Tensor& t) { return t.const_data_ptr<float>(); }

CacheLines<float> values(const torch::Tensor& t) { return {data(t), data(t) + t.numel()}; }

template <typename Form>
class Blocks : public PackedBlocks {
 public:
  explicit Blocks(const EncoderImpl& encoder)
      : heads_(static_cast<std::size_t>(encoder.options().heads)),
        blocks_(static_cast<std::size_t>(encoder.options().depth)) {
    const torch::NoGradGuard no_grad;
    const auto parameters = encoder.named_parameters();
    device::parallel_for(encoder.options().depth, 1, [&](std::int64_t i, std::int64_t) {
      const auto of = [&](const std::string& name) {
        return parameters["blocks." + std::to_string(i) + "." + name].detach().contiguous();
      };
      const auto norm = [&](const std::string& name) {
        return PackedNorm{values(of(name + ".weight")), values(of(name + ".bias")),
                          static_cast<float>(layer_norm_epsilon)};
      };
      const auto linear = [&](const std::string& name) {
        const auto weight = of(name + ".weight"), bias = of(name + ".bias");
        return Form::pack(data(weight), data(bias), static_cast<std::size_t>(weight.size(0)),
                          static_cast<std::size_t>(weight.size(1)));
      };
      blocks_[static_cast<std::size_t>(i)] = {norm("norm1"),      norm("norm2"),
                                              linear("attn.qkv"), linear("attn.proj"),
                                              linear("mlp.fc1"),  linear("mlp.fc2")};
    });
  }

  torch::Tensor run(const torch::Tensor& tokens, int first, int last) const override {
    const auto images = static_cast<std::size_t>(tokens.size(0));
    const auto patches = static_cast<std::size_t>(tokens.size(1));
    const auto width = static_cast<std::size_t>(tokens.size(2));
    const auto rows = images * patches, head_width = width / heads_;
    auto result = tokens.to(torch::kFloat).clone(torch::MemoryFormat::Contiguous);
    float* const x = result.data_ptr<float>();
    auto qkv = buffer(rows, 3 * width), attended = buffer(rows, width);

    // Between two attentions every row is on its own: a block's end and the next one's start are
    // one loop over rows.
    const auto project = [&](const Block& block, std::size_t row, std::size_t count,
                             Element* normed) {
      form_.norm(x + row * width, count, block.norm1, normed);
      form_.linear(normed, count, block.qkv, qkv.data() + row * 3 * width);
    };
    const auto mix = [&](const Block& block, std::size_t row, std::size_t count, Element* normed,
                         Element* hidden) {
      float* const out = x + row * width;
      form_.linear_add(attended.data() + row * width, count, block.proj, out);
      form_.norm(out, count, block.norm2, normed);
      form_.linear_gelu(normed, count, block.fc1, hidden);
      form_.linear_add(hidden, count, block.fc2, out);
    };
    const auto over_rows = [&](const auto& body) {
      device::parallel_for(static_cast<std::int64_t>(rows), part_rows(rows, Form::strip),
                           [&](std::int64_t begin, std::int64_t end) {
                             body(static_cast<std::size_t>(begin),
                                  static_cast<std::size_t>(end - begin));
                           });
    };
    const auto attend = [&] {
      device::parallel_for(
          static_cast<std::int64_t>(images * heads_), 1, [&](std::int64_t task, std::int64_t) {
            const auto image = static_cast<std::size_t>(task) / heads_;
            const auto column = static_cast<std::size_t>(task) % heads_ * head_width;
            form_.attention(qkv.data() + image * patches * 3 * width + column, 3 * width, patches,
                            width, head_width, attended.data() + image * patches * width + column);
          });
    };

    for (int i = first; i < last; ++i) {
      const auto& block = blocks_[static_cast<std::size_t>(i)];
      if (i == first)
        over_rows([&](std::size_t row, std::size_t count) {
          auto normed = buffer(count, width);
          project(block, row, count, normed.data());
        });
      attend();
      over_rows([&](std::size_t row, std::size_t count) {
        auto normed = buffer(count, width), hidden = buffer(count, block.fc1.outputs);
        mix(block, row, count, normed.data(), hidden.data());
        if (i + 1 < last)
          project(blocks_[static_cast<std::size_t>(i + 1)], row, count, normed.data());
      });
    }
    return result;
  }

 private:
  using Element = typename Form::Element;

  struct Block {
    PackedNorm norm1, norm2;
    typename Form::Linear qkv, proj, fc1, fc2;
  };

  /// Whole strips of rows, and one to spare for reads that start within the last.
  static CacheLines<Element> buffer(std::size_t rows, std::size_t width) {
    return CacheLines<Element>((rows + 2 * Form::strip) * width);
  }

  Form form_;
  std::size_t heads_;
  std::vector<Block> blocks_;
};

template <typename Form>
std::shared_ptr<const PackedBlocks> pack(const EncoderImpl& encoder) {
  return std::make_shared<Blocks<Form>>(encoder);
}

/// Intel's processors without AMX multiply pairs of bf16 more slowly than floats.
bool bf16_pays() {
#if defined(__x86_64__)
  return bf16_kernels_run() && (amx_runs() || __builtin_cpu_is("amd"));
#else
  return false;
#endif
}

}  // namespace

bool can_pack(const EncoderOptions& options, BlockPrecision precision) {
  const bool bf16 = precision == BlockPrecision::Bf16;
  const int head_width = options.width / options.heads;
  const auto panel = static_cast<int>(bf16 ? bf16_panel : float_panel);
  return (!bf16 || bf16_pays()) && options.width % options.heads == 0 && head_width % panel == 0 &&
         (bf16 || attention_kernel_takes(static_cast<std::size_t>(head_width)));
}

PackedPasses::PackedPasses(Encoder encoder, bool bf16_allowed)
    : encoder_(std::move(encoder)), before_(encoder_->packed_blocks()) {
  const auto& options = encoder_->options();
  const auto parameter = encoder_->parameters().front();
  if (!parameter.is_cpu() || parameter.scalar_type() != torch::kFloat) return;
  if (bf16_allowed && can_pack(options, BlockPrecision::Bf16))
    encoder_->take_blocks(amx_runs() ? pack<AmxForm>(*encoder_) : pack<Bf16Form>(*encoder_));
  else if (!at::autocast::is_autocast_enabled(torch::kCPU) &&
           can_pack(options, BlockPrecision::Float32))
    encoder_->take_blocks(pack<FloatForm>(*encoder_));
}

PackedPasses::~PackedPasses() { encoder_->take_blocks(std::move(before_)); }

}  // namespace penumbra::model
