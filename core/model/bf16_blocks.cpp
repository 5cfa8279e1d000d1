#include "model/bf16_blocks.h"

#include <string>

#include "device/parallel.h"

namespace penumbra::model {
namespace {

constexpr std::size_t block_rows = 96;  // rows whose activations lie in the cache together
static_assert(block_rows % bf16_strip == 0);

const float* data(const torch::Tensor& t) { return t.const_data_ptr<float>(); }

CacheLines<float> values(const torch::Tensor& t) { return {data(t), data(t) + t.numel()}; }

/// Whole strips of rows, and one to spare for reads that start within the last.
CacheLines<Bf16> buffer(std::size_t rows, std::size_t width) {
  return CacheLines<Bf16>((rows + 2 * bf16_strip) * width);
}

}  // namespace

bool Bf16Blocks::can_run(const EncoderOptions& options) {
  const auto whole_panels = [](int width) { return width % static_cast<int>(bf16_panel) == 0; };
  return bf16_kernels_run() && options.width % options.heads == 0 &&
         whole_panels(options.width / options.heads);
}

Bf16Blocks::Bf16Blocks(const EncoderImpl& encoder)
    : heads_(static_cast<std::size_t>(encoder.options().heads)) {
  const auto parameters = encoder.named_parameters();
  for (int i = 0; i < encoder.options().depth; ++i) {
    const auto of = [&](const std::string& name) {
      return parameters["blocks." + std::to_string(i) + "." + name]
          .detach()
          .to(torch::kCPU, torch::kFloat)
          .contiguous();
    };
    const auto norm = [&](const std::string& name) {
      return Bf16Norm{values(of(name + ".weight")), values(of(name + ".bias")),
                      static_cast<float>(layer_norm_epsilon)};
    };
    const auto linear = [&](const std::string& name) {
      const auto weight = of(name + ".weight"), bias = of(name + ".bias");
      return pack_linear(data(weight), data(bias), static_cast<std::size_t>(weight.size(0)),
                         static_cast<std::size_t>(weight.size(1)));
    };
    blocks_.push_back({norm("norm1"), norm("norm2"), linear("attn.qkv"), linear("attn.proj"),
                       linear("mlp.fc1"), linear("mlp.fc2")});
  }
}

torch::Tensor Bf16Blocks::run(const torch::Tensor& tokens, int first, int last) const {
  const auto images = static_cast<std::size_t>(tokens.size(0));
  const auto patches = static_cast<std::size_t>(tokens.size(1));
  const auto width = static_cast<std::size_t>(tokens.size(2));
  const auto rows = images * patches, head_width = width / heads_;
  auto result = tokens.to(torch::kFloat).clone(torch::MemoryFormat::Contiguous);
  float* const x = result.data_ptr<float>();
  auto qkv = buffer(rows, 3 * width), attended = buffer(rows, width);

  // Between two attentions every row is on its own: a block's end and the next one's start are one
  // loop over rows.
  const auto project = [&](const Block& block, std::size_t row, std::size_t count) {
    auto normed = buffer(count, width);
    bf16_norm(x + row * width, count, block.norm1, normed.data());
    bf16_linear(normed.data(), count, block.qkv, qkv.data() + row * 3 * width);
  };
  const auto mix = [&](const Block& block, std::size_t row, std::size_t count) {
    float* const out = x + row * width;
    bf16_linear_add(attended.data() + row * width, count, block.proj, out);
    auto normed = buffer(count, width), hidden = buffer(count, block.fc1.outputs);
    bf16_norm(out, count, block.norm2, normed.data());
    bf16_linear_gelu(normed.data(), count, block.fc1, hidden.data());
    bf16_linear_add(hidden.data(), count, block.fc2, out);
  };
  const auto over_rows = [&](const auto& body) {
    device::parallel_for(
        static_cast<std::int64_t>(rows), block_rows, [&](std::int64_t begin, std::int64_t end) {
          body(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
        });
  };
  const auto attend = [&] {
    device::parallel_for(
        static_cast<std::int64_t>(images * heads_), 1, [&](std::int64_t task, std::int64_t) {
          const auto image = static_cast<std::size_t>(task) / heads_;
          const auto column = static_cast<std::size_t>(task) % heads_ * head_width;
          const Bf16* const q = qkv.data() + image * patches * 3 * width + column;
          bf16_attention({q, q + width, q + 2 * width, 3 * width, patches, head_width},
                         attended.data() + image * patches * width + column, width, nullptr);
        });
  };

  for (int i = first; i < last; ++i) {
    const auto& block = blocks_[static_cast<std::size_t>(i)];
    if (i == first)
      over_rows([&](std::size_t row, std::size_t count) { project(block, row, count); });
    attend();
    over_rows([&](std::size_t row, std::size_t count) {
      mix(block, row, count);
      if (i + 1 < last) project(blocks_[static_cast<std::size_t>(i + 1)], row, count);
    });
  }
  return result;
}

Bf16Passes::Bf16Passes(Encoder encoder, bool wanted) : encoder_(std::move(encoder)) {
  if (wanted && Bf16Blocks::can_run(encoder_->options()))
    encoder_->take_blocks(std::make_shared<Bf16Blocks>(*encoder_));
}

Bf16Passes::~Bf16Passes() { encoder_->take_blocks(nullptr); }

}  // namespace penumbra::model
