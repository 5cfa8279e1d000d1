#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <string>

#include "model/options.h"

namespace penumbra::model {

class PackedBlocks;

/// Multi-head self-attention over patch tokens: `qkv`, `proj`.
class AttentionImpl : public torch::nn::Module {
 public:
  AttentionImpl(int width, int heads);
  torch::Tensor forward(const torch::Tensor& tokens);  // B x N x D -> B x N x D

 private:
  int heads_;
  torch::nn::Linear qkv_{nullptr}, proj_{nullptr};
};
TORCH_MODULE(Attention);

/// Attention whose query is the class token and whose keys and values are the patches.
class ClassAttentionImpl : public torch::nn::Module {
 public:
  ClassAttentionImpl(int width, int heads);
  /// cls: B x 1 x D, patches: B x N x D (both normalised) -> B x 1 x D.
  torch::Tensor forward(const torch::Tensor& cls, const torch::Tensor& patches);

 private:
  int heads_;
  torch::nn::Linear q_{nullptr}, k_{nullptr}, v_{nullptr}, proj_{nullptr};
};
TORCH_MODULE(ClassAttention);

class MlpImpl : public torch::nn::Module {
 public:
  MlpImpl(int width, int hidden);
  torch::Tensor forward(const torch::Tensor& tokens);

 private:
  torch::nn::Linear fc1_{nullptr}, fc2_{nullptr};
};
TORCH_MODULE(Mlp);

/// Pre-norm transformer block with stochastic depth (a sample's branch is dropped in training).
class BlockImpl : public torch::nn::Module {
 public:
  BlockImpl(int width, int heads, int mlp_hidden, double drop_path);
  torch::Tensor forward(const torch::Tensor& tokens);

 private:
  torch::Tensor drop(const torch::Tensor& branch) const;
  double drop_path_;
  torch::nn::LayerNorm norm1_{nullptr}, norm2_{nullptr};
  Attention attn_{nullptr};
  Mlp mlp_{nullptr};
};
TORCH_MODULE(Block);

/// Class-attention block (CaiT, ICCV 2021): updates the class token alone.
class ClassBlockImpl : public torch::nn::Module {
 public:
  ClassBlockImpl(int width, int heads, int mlp_hidden);
  torch::Tensor forward(const torch::Tensor& cls, const torch::Tensor& patches);

 private:
  torch::nn::LayerNorm norm1_{nullptr}, norm2_{nullptr};
  ClassAttention attn_{nullptr};
  Mlp mlp_{nullptr};
};
TORCH_MODULE(ClassBlock);

class PatchEmbedImpl : public torch::nn::Module {
 public:
  PatchEmbedImpl(int patch, int width);
  torch::Tensor forward(const torch::Tensor& image);  // B x 3 x H x W -> B x N x D

 private:
  torch::nn::Conv2d proj_{nullptr};
};
TORCH_MODULE(PatchEmbed);

/// What the encoder computes. Undefined tensors were not asked for.
struct EncoderOutput {
  torch::Tensor patches;  ///< B x N x D, normalised
  torch::Tensor cls;      ///< B x 1 x D, normalised
  torch::Tensor tokens;  ///< B x N x D, raw output of the last block; undefined in a shortened pass
  torch::Tensor aux;     ///< B x N x D, raw output of block `aux_index`
  int rows = 0;          ///< N = rows x columns
  int columns = 0;
};

/// Which parts of the encoder a pass needs.
struct EncoderRequest {
  bool cls = true;
  bool patches = true;
  bool tokens = false;  ///< with neither of these three the pass ends at the auxiliary block
};

/// Vision transformer over patch tokens with a class-attention stage (method.md section 1).
class EncoderImpl : public torch::nn::Module {
 public:
  explicit EncoderImpl(const EncoderOptions& options);
  /// image: B x 3 x H x W, normalised, H and W at least one patch (a rest is cropped as by the
  /// convolution); mask: undefined or B x h x w bool, true = replaced by `mask_token`.
  EncoderOutput forward(const torch::Tensor& image, const torch::Tensor& mask = {},
                        EncoderRequest request = {});
  /// The class-attention stage on raw tokens (any B x N x D): B x 1 x D, normalised.
  torch::Tensor class_token(const torch::Tensor& tokens);
  /// The final LayerNorm on raw tokens, ... x D.
  torch::Tensor normalise(const torch::Tensor& tokens) { return norm_(tokens); }
  const EncoderOptions& options() const { return options_; }
  /// What runs the blocks in passes without gradients on the CPU; null: the modules themselves.
  /// PackedPasses gives and takes it.
  void take_blocks(std::shared_ptr<const PackedBlocks> blocks) { packed_ = std::move(blocks); }
  const std::shared_ptr<const PackedBlocks>& packed_blocks() const { return packed_; }

 private:
  torch::Tensor position(int rows, int columns) const;  // 1 x N x D
  EncoderOptions options_;
  PatchEmbed patch_embed_{nullptr};
  torch::nn::ModuleList blocks_, cls_blocks_;
  torch::nn::LayerNorm norm_{nullptr};
  torch::Tensor cls_token_, pos_embed_, mask_token_;
  std::shared_ptr<const PackedBlocks> packed_;
};
TORCH_MODULE(Encoder);

/// LargeFOV segmentation decoder: conv6, conv7 (3x3, dilation 5), conv8 (1x1), no biases.
class DecoderImpl : public torch::nn::Module {
 public:
  DecoderImpl(int width, int hidden, int outputs);
  torch::Tensor forward(const torch::Tensor& patch_map);  // B x D x h x w -> B x C x h x w

 private:
  torch::nn::Conv2d conv6_{nullptr}, conv7_{nullptr}, conv8_{nullptr};
};
TORCH_MODULE(Decoder);

/// Linear layer without bias whose rows are weight_g * weight_v / |weight_v|; the gain is frozen.
class WeightNormLinearImpl : public torch::nn::Module {
 public:
  WeightNormLinearImpl(int in, int out);
  torch::Tensor forward(const torch::Tensor& x);

 private:
  torch::Tensor weight_g_, weight_v_;
};
TORCH_MODULE(WeightNormLinear);

/// DINO projection head (ICCV 2021).
class ProjectorImpl : public torch::nn::Module {
 public:
  ProjectorImpl(int width, const ProjectorOptions& options);
  torch::Tensor forward(const torch::Tensor& tokens);  // ... x D -> ... x out
  /// The two parts of `forward`: the MLP with its L2-normalised output, then the (linear) last
  /// layer. A mean over projected tokens is the last layer of the mean of their bottlenecks.
  torch::Tensor bottleneck(const torch::Tensor& tokens);
  torch::Tensor last_layer(const torch::Tensor& bottleneck);

 private:
  torch::nn::Sequential mlp_{nullptr};
  WeightNormLinear last_layer_{nullptr};
};
TORCH_MODULE(Projector);

/// Encoder, decoder, projector and the two classifiers under the names of published checkpoints.
class NetworkImpl : public torch::nn::Module {
 public:
  explicit NetworkImpl(const NetworkOptions& options);

  Encoder encoder{nullptr};
  Decoder decoder{nullptr};
  Projector projector{nullptr};
  torch::nn::Conv2d top_classifier{nullptr}, aux_classifier{nullptr};

  const NetworkOptions& options() const { return options_; }

 private:
  NetworkOptions options_;
};
TORCH_MODULE(Network);

/// B x N x D tokens -> B x D x rows x columns.
torch::Tensor as_map(const torch::Tensor& tokens, int rows, int columns);

/// Image logits: global max pool of a B x D x h x w map, then the classifier. B x K.
torch::Tensor pooled_logits(const torch::Tensor& map, torch::nn::Conv2d classifier);

/// Draws all parameters afresh (method.md section 1, Initialisation).
void initialise(Network network, std::uint64_t seed);

/// Copies all parameters of `from` into `to` (same options).
void copy_parameters(Network to, Network from);

}  // namespace penumbra::model
