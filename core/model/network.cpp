#include "model/network.h"

#include <torch/nn/functional/normalization.h>
#include <torch/nn/modules/activation.h>

#include <cmath>

#include "base/error.h"
#include "model/attention.h"
#include "model/dilated_convolution.h"
#include "model/linear.h"
#include "model/packed_blocks.h"
#include "model/self_attention.h"
#include "model/upsample.h"

namespace penumbra::model {
namespace {

namespace F = torch::nn::functional;
using torch::indexing::Slice;

torch::nn::LayerNorm layer_norm(int width) {
  return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}).eps(layer_norm_epsilon));
}

torch::nn::Conv2d pointwise(int in, int out) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1).bias(false));
}

/// B x N x D -> B x heads x N x D/heads.
torch::Tensor split_heads(const torch::Tensor& x, int heads) {
  return x.view({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2);
}

/// B x heads x N x d -> B x N x heads*d.
torch::Tensor join_heads(const torch::Tensor& x) {
  return x.transpose(1, 2).reshape({x.size(0), x.size(2), x.size(1) * x.size(3)});
}

}  // namespace

AttentionImpl::AttentionImpl(int width, int heads)
    : heads_(heads),
      qkv_(register_module("qkv", torch::nn::Linear(width, 3 * width))),
      proj_(register_module("proj", torch::nn::Linear(width, width))) {}

torch::Tensor AttentionImpl::forward(const torch::Tensor& tokens) {
  const auto b = tokens.size(0), n = tokens.size(1), d = tokens.size(2);
  const auto projected = linear(tokens, qkv_);
  if (takes_self_attention(projected, heads_))
    return linear(self_attention(projected, heads_), proj_);
  const auto qkv = projected.view({b, n, 3, heads_, d / heads_}).permute({2, 0, 3, 1, 4});
  return linear(join_heads(attention(qkv[0], qkv[1], qkv[2])), proj_);
}

ClassAttentionImpl::ClassAttentionImpl(int width, int heads)
    : heads_(heads),
      q_(register_module("q", torch::nn::Linear(width, width))),
      k_(register_module("k", torch::nn::Linear(width, width))),
      v_(register_module("v", torch::nn::Linear(width, width))),
      proj_(register_module("proj", torch::nn::Linear(width, width))) {}

torch::Tensor ClassAttentionImpl::forward(const torch::Tensor& cls, const torch::Tensor& patches) {
  const auto attended =
      attention(split_heads(q_(cls), heads_), split_heads(linear(patches, k_), heads_),
                split_heads(linear(patches, v_), heads_));
  return proj_(join_heads(attended));
}

MlpImpl::MlpImpl(int width, int hidden)
    : fc1_(register_module("fc1", torch::nn::Linear(width, hidden))),
      fc2_(register_module("fc2", torch::nn::Linear(hidden, width))) {}

torch::Tensor MlpImpl::forward(const torch::Tensor& tokens) {
  return linear(linear_gelu(tokens, fc1_), fc2_);
}

BlockImpl::BlockImpl(int width, int heads, int mlp_hidden, double drop_path)
    : drop_path_(drop_path),
      norm1_(register_module("norm1", layer_norm(width))),
      norm2_(register_module("norm2", layer_norm(width))),
      attn_(register_module("attn", Attention(width, heads))),
      mlp_(register_module("mlp", Mlp(width, mlp_hidden))) {}

torch::Tensor BlockImpl::drop(const torch::Tensor& branch) const {
  if (!is_training() || drop_path_ == 0) return branch;
  const double keep = 1 - drop_path_;
  const auto chance =
      torch::full({branch.size(0), 1, 1}, keep, branch.options().dtype(torch::kFloat32));
  return branch * (torch::bernoulli(chance) / keep);
}

torch::Tensor BlockImpl::forward(const torch::Tensor& tokens) {
  const auto x = tokens + drop(attn_(norm1_(tokens)));
  return x + drop(mlp_(norm2_(x)));
}

ClassBlockImpl::ClassBlockImpl(int width, int heads, int mlp_hidden)
    : norm1_(register_module("norm1", layer_norm(width))),
      norm2_(register_module("norm2", layer_norm(width))),
      attn_(register_module("attn", ClassAttention(width, heads))),
      mlp_(register_module("mlp", Mlp(width, mlp_hidden))) {}

torch::Tensor ClassBlockImpl::forward(const torch::Tensor& cls, const torch::Tensor& patches) {
  const auto x = cls + attn_(norm1_(cls), norm1_(patches));
  return x + mlp_(norm2_(x));
}

PatchEmbedImpl::PatchEmbedImpl(int patch, int width)
    : proj_(register_module(
          "proj", torch::nn::Conv2d(torch::nn::Conv2dOptions(3, width, patch).stride(patch)))) {}

/// Patches don't overlap: the convolution is a linear layer of their pixels.
torch::Tensor PatchEmbedImpl::forward(const torch::Tensor& image) {
  const auto side = proj_->weight.size(2), rows = image.size(2) / side,
             columns = image.size(3) / side;
  const auto patches = image.narrow(2, 0, rows * side)
                           .narrow(3, 0, columns * side)
                           .reshape({image.size(0), 3, rows, side, columns, side})
                           .permute({0, 2, 4, 1, 3, 5})
                           .reshape({image.size(0), rows * columns, -1});
  return float_affine(patches, proj_->weight.flatten(1), proj_->bias);
}

EncoderImpl::EncoderImpl(const EncoderOptions& options)
    : options_(options),
      patch_embed_(register_module("patch_embed", PatchEmbed(options.patch, options.width))),
      blocks_(register_module("blocks", torch::nn::ModuleList())),
      cls_blocks_(register_module("cls_blocks", torch::nn::ModuleList())),
      norm_(register_module("norm", layer_norm(options.width))) {
  const int hidden = options.width * options.mlp_ratio;
  for (int i = 0; i < options.depth; ++i) {
    const double rate = options.depth > 1 ? options.drop_path * i / (options.depth - 1) : 0;
    blocks_->push_back(Block(options.width, options.heads, hidden, rate));
  }
  for (int i = 0; i < options.cls_depth; ++i)
    cls_blocks_->push_back(ClassBlock(options.width, options.heads, hidden));
  const int side = options.image_size / options.patch;
  cls_token_ = register_parameter("cls_token", torch::zeros({1, 1, options.width}));
  pos_embed_ = register_parameter("pos_embed", torch::zeros({1, 1 + side * side, options.width}));
  mask_token_ = register_parameter("mask_token", torch::zeros({1, options.width}));
}

torch::Tensor EncoderImpl::position(int rows, int columns) const {
  const auto patches = pos_embed_.index({Slice(), Slice(1)});
  const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(patches.size(1)))));
  if (rows == side && columns == side) return patches;
  const auto grid = patches.transpose(1, 2).reshape({1, options_.width, side, side});
  return upsample(grid, rows, columns, Interpolation::Bicubic).flatten(2).transpose(1, 2);
}

EncoderOutput EncoderImpl::forward(const torch::Tensor& image, const torch::Tensor& mask,
                                   EncoderRequest request) {
  EncoderOutput out;
  out.rows = static_cast<int>(image.size(2)) / options_.patch;
  out.columns = static_cast<int>(image.size(3)) / options_.patch;
  if (out.rows == 0 || out.columns == 0)
    throw Error("an image of " + std::to_string(image.size(3)) + " x " +
                    std::to_string(image.size(2)) + " px is smaller than one patch",
                "encoder", "Use images of at least " + std::to_string(options_.patch) + " px");

  auto x = patch_embed_(image);  // B x N x D
  if (mask.defined())
    x = torch::where(mask.flatten(1).unsqueeze(-1), mask_token_.unsqueeze(0).to(x.dtype()), x);
  x = x + position(out.rows, out.columns);

  const int aux_block =
      options_.aux_index < 0 ? options_.depth + options_.aux_index : options_.aux_index;
  const auto run = [&](int first, int last) {
    if (packed_ && !torch::GradMode::is_enabled() && x.is_cpu()) {
      x = packed_->run(x, first, last);
    } else {
      for (int i = first; i < last; ++i) x = blocks_[i]->as<BlockImpl>()->forward(x);
    }
  };
  run(0, aux_block + 1);
  out.aux = x;
  if (!request.patches && !request.cls && !request.tokens) return out;
  run(aux_block + 1, options_.depth);
  out.tokens = x;
  if (request.cls) out.cls = class_token(x);
  if (request.patches) out.patches = norm_(x);
  return out;
}

torch::Tensor EncoderImpl::class_token(const torch::Tensor& tokens) {
  auto cls = cls_token_.expand({tokens.size(0), -1, -1});  // B x 1 x D
  for (const auto& block : *cls_blocks_) cls = block->as<ClassBlockImpl>()->forward(cls, tokens);
  return norm_(cls);
}

namespace {
constexpr int decoder_dilation = 5;
}

DecoderImpl::DecoderImpl(int width, int hidden, int outputs) {
  const auto dilated = [](int in, int out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3)
                                 .padding(decoder_dilation)
                                 .dilation(decoder_dilation)
                                 .bias(false));
  };
  conv6_ = register_module("conv6", dilated(width, hidden));
  conv7_ = register_module("conv7", dilated(hidden, hidden));
  conv8_ = register_module("conv8", pointwise(hidden, outputs));
}

torch::Tensor DecoderImpl::forward(const torch::Tensor& patch_map) {
  const auto dilated = [](const torch::Tensor& x, const torch::nn::Conv2d& layer) {
    return torch::relu(dilated_convolution(x, layer->weight, decoder_dilation));
  };
  return conv8_(dilated(dilated(patch_map, conv6_), conv7_));
}

WeightNormLinearImpl::WeightNormLinearImpl(int in, int out) {
  weight_g_ = register_parameter("weight_g", torch::ones({out, 1}), /*requires_grad=*/false);
  weight_v_ = register_parameter("weight_v", torch::zeros({out, in}));
}

torch::Tensor WeightNormLinearImpl::forward(const torch::Tensor& x) {
  return affine(x, weight_v_ * (weight_g_ / weight_v_.norm(2, 1, /*keepdim=*/true)));
}

ProjectorImpl::ProjectorImpl(int width, const ProjectorOptions& options)
    : mlp_(register_module(
          "mlp", torch::nn::Sequential(torch::nn::Linear(width, options.hidden), torch::nn::GELU(),
                                       torch::nn::Linear(options.hidden, options.hidden),
                                       torch::nn::GELU(),
                                       torch::nn::Linear(options.hidden, options.bottleneck)))),
      last_layer_(
          register_module("last_layer", WeightNormLinear(options.bottleneck, options.outputs))) {}

torch::Tensor ProjectorImpl::bottleneck(const torch::Tensor& tokens) {
  const auto layer = [this](std::size_t i) -> const torch::nn::Linear {
    return mlp_->ptr<torch::nn::LinearImpl>(i);
  };
  const auto x = linear(linear_gelu(linear_gelu(tokens, layer(0)), layer(2)), layer(4));
  return F::normalize(x, F::NormalizeFuncOptions().dim(-1));
}

torch::Tensor ProjectorImpl::last_layer(const torch::Tensor& bottleneck) {
  return last_layer_(bottleneck);
}

torch::Tensor ProjectorImpl::forward(const torch::Tensor& tokens) {
  return last_layer(bottleneck(tokens));
}

NetworkImpl::NetworkImpl(const NetworkOptions& options)
    : encoder(register_module("encoder", Encoder(options.encoder))),
      decoder(register_module(
          "decoder", Decoder(options.encoder.width, options.decoder_width, options.classes + 1))),
      projector(register_module("projector", Projector(options.encoder.width, options.projector))),
      top_classifier(
          register_module("top_classifier", pointwise(options.encoder.width, options.classes))),
      aux_classifier(
          register_module("aux_classifier", pointwise(options.encoder.width, options.classes))),
      options_(options) {}

torch::Tensor as_map(const torch::Tensor& tokens, int rows, int columns) {
  return tokens.transpose(1, 2).reshape({tokens.size(0), tokens.size(2), rows, columns});
}

torch::Tensor pooled_logits(const torch::Tensor& map, torch::nn::Conv2d classifier) {
  return classifier(torch::amax(map, {2, 3}, /*keepdim=*/true)).flatten(1);
}

void initialise(Network network, std::uint64_t seed) {
  torch::NoGradGuard no_grad;
  auto generator = at::detail::createCPUGenerator(seed);
  for (auto& item : network->named_parameters()) {
    const auto& name = item.key();
    auto& p = item.value();
    const auto ends = [&](std::string_view tail) { return name.ends_with(tail); };
    if (ends("weight_g")) {
      p.fill_(1);
    } else if (ends("weight_v") || ends("classifier.weight") || ends("patch_embed.proj.weight")) {
      const double bound = 1 / std::sqrt(static_cast<double>(p.numel() / p.size(0)));
      p.uniform_(-bound, bound, generator);
    } else if (name.starts_with("decoder.")) {
      const auto fan_out = static_cast<double>(p.numel() / p.size(1));
      p.normal_(0, std::sqrt(2 / fan_out), generator);
    } else if (ends(".bias")) {
      p.zero_();
    } else if (p.dim() == 1) {  // norms
      p.fill_(1);
    } else {
      p.normal_(0, 0.02, generator).clamp_(-2, 2);  // truncated at +-2, as published encoders are
    }
  }
}

void copy_parameters(Network to, Network from) {
  torch::NoGradGuard no_grad;
  auto target = to->parameters();
  const auto source = from->parameters();
  for (std::size_t i = 0; i < target.size(); ++i) target[i].copy_(source[i]);
}

}  // namespace penumbra::model
