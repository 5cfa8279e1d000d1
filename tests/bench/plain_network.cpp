#include "bench/plain_network.h"

#include <torch/nn/functional/normalization.h>

#include <cmath>

namespace penumbra::bench {

namespace F = torch::nn::functional;
using torch::indexing::Slice;

PlainNetwork::PlainNetwork(const model::Network& network) : options_(network->options()) {
  for (const auto& item : network->named_parameters()) parameters_[item.key()] = item.value();
}

torch::Tensor PlainNetwork::linear(const torch::Tensor& x, const std::string& name) const {
  return torch::linear(x, p(name + ".weight"), p(name + ".bias"));
}

torch::Tensor PlainNetwork::norm(const torch::Tensor& x, const std::string& name) const {
  return torch::layer_norm(x, {options_.encoder.width}, p(name + ".weight"), p(name + ".bias"),
                           1e-6);
}

torch::Tensor PlainNetwork::attend(const torch::Tensor& q, const torch::Tensor& k,
                                   const torch::Tensor& v) const {
  const std::int64_t heads = options_.encoder.heads, d = options_.encoder.width / heads;
  const auto split = [&](const torch::Tensor& x) {
    return x.reshape({x.size(0), x.size(1), heads, d}).transpose(1, 2);
  };
  auto weights =
      torch::matmul(split(q), split(k).transpose(-2, -1)) / std::sqrt(static_cast<double>(d));
  weights = torch::softmax(weights, -1);
  return torch::matmul(weights, split(v))
      .transpose(1, 2)
      .reshape({q.size(0), q.size(1), heads * d});
}

torch::Tensor PlainNetwork::mlp(const torch::Tensor& x, const std::string& name) const {
  return linear(torch::gelu(linear(x, name + ".fc1")), name + ".fc2");
}

PlainNetwork::Tokens PlainNetwork::encode(const torch::Tensor& images,
                                          const torch::Tensor& hidden) const {
  const auto& o = options_.encoder;
  auto grid = torch::conv2d(images, p("encoder.patch_embed.proj.weight"),
                            p("encoder.patch_embed.proj.bias"), o.patch);
  const auto rows = grid.size(2), columns = grid.size(3);
  auto x = grid.flatten(2).transpose(1, 2);
  if (hidden.defined()) {
    const auto w = hidden.flatten(1).unsqueeze(-1).to(x.dtype());
    x = x * (1 - w) + p("encoder.mask_token") * w;
  }
  const std::int64_t side = o.image_size / o.patch;
  const auto position =
      p("encoder.pos_embed").index({Slice(), Slice(1)}).reshape({1, side, side, o.width});
  x = x + torch::upsample_bicubic2d(position.permute({0, 3, 1, 2}), {rows, columns}, false)
              .flatten(2)
              .transpose(1, 2);
  Tokens out{{}, {}, {}, rows, columns};
  for (int i = 0; i < o.depth; ++i) {
    const auto name = "encoder.blocks." + std::to_string(i);
    const auto qkv = linear(norm(x, name + ".norm1"), name + ".attn.qkv").chunk(3, -1);
    x = x + linear(attend(qkv[0], qkv[1], qkv[2]), name + ".attn.proj");
    x = x + mlp(norm(x, name + ".norm2"), name + ".mlp");
    if (i == o.depth + o.aux_index) out.aux = x;
  }
  auto cls = p("encoder.cls_token").expand({x.size(0), -1, -1});
  for (int i = 0; i < o.cls_depth; ++i) {
    const auto name = "encoder.cls_blocks." + std::to_string(i);
    const auto all = norm(torch::cat({cls, x}, 1), name + ".norm1");
    const auto patches = all.index({Slice(), Slice(1)});
    const auto attended =
        attend(linear(all.index({Slice(), Slice(0, 1)}), name + ".attn.q"),
               linear(patches, name + ".attn.k"), linear(patches, name + ".attn.v"));
    cls = cls + linear(attended, name + ".attn.proj");
    cls = cls + mlp(norm(cls, name + ".norm2"), name + ".mlp");
  }
  const auto all = norm(torch::cat({cls, x}, 1), "encoder.norm");
  out.cls = all.index({Slice(), Slice(0, 1)});
  out.patches = all.index({Slice(), Slice(1)});
  return out;
}

torch::Tensor PlainNetwork::project(const torch::Tensor& tokens) const {
  auto x = torch::gelu(linear(tokens, "projector.mlp.0"));
  x = torch::gelu(linear(x, "projector.mlp.2"));
  x = F::normalize(linear(x, "projector.mlp.4"), F::NormalizeFuncOptions().dim(-1));
  const auto& v = p("projector.last_layer.weight_v");
  return torch::linear(x, p("projector.last_layer.weight_g") * v / v.norm(2, 1, true));
}

PlainNetwork::Output PlainNetwork::forward(const torch::Tensor& images,
                                           const torch::Tensor& hidden) const {
  const auto tokens = encode(images, hidden);
  Output out;
  out.patch_map =
      tokens.patches.transpose(1, 2).reshape({images.size(0), -1, tokens.rows, tokens.columns});
  out.aux_map =
      tokens.aux.transpose(1, 2).reshape({images.size(0), -1, tokens.rows, tokens.columns});
  const auto logits = [&](const torch::Tensor& map, const std::string& classifier) {
    return torch::conv2d(std::get<0>(torch::adaptive_max_pool2d(map, {1, 1})), p(classifier))
        .flatten(1);
  };
  out.top_logits = logits(out.patch_map, "top_classifier.weight");
  out.aux_logits = logits(out.aux_map, "aux_classifier.weight");
  auto x = torch::relu(torch::conv2d(out.patch_map, p("decoder.conv6.weight"), {}, 1, 5, 5));
  x = torch::relu(torch::conv2d(x, p("decoder.conv7.weight"), {}, 1, 5, 5));
  out.segmentation = torch::conv2d(x, p("decoder.conv8.weight"));
  out.projected = project(torch::cat({tokens.cls, tokens.patches}, 1));
  return out;
}

PlainNetwork::CamMaps PlainNetwork::cams(const torch::Tensor& images) const {
  const auto tokens = encode(images, {});
  const auto map = [&](const torch::Tensor& t, const std::string& classifier) {
    return torch::relu(
        torch::conv2d(t.transpose(1, 2).reshape({images.size(0), -1, tokens.rows, tokens.columns}),
                      p(classifier)));
  };
  return {map(tokens.patches, "top_classifier.weight"), map(tokens.aux, "aux_classifier.weight")};
}

}  // namespace penumbra::bench
