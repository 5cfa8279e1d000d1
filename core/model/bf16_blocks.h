#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "model/bf16_kernels.h"
#include "model/network.h"

namespace penumbra::model {

/// The blocks of an encoder for passes without gradients on processors with AVX512-BF16. Products
/// are of bf16 with sums in float32; norms, softmax, GELU and the tokens between blocks are
/// float32. Drop path is off.
class Bf16Blocks {
 public:
  /// Whether this processor and the encoder's widths allow it.
  static bool can_run(const EncoderOptions& options);

  /// Takes the weights as they are now.
  explicit Bf16Blocks(const EncoderImpl& encoder);

  /// Runs blocks [first, last) on tokens, B x N x D float32 on the CPU. Returns B x N x D.
  torch::Tensor run(const torch::Tensor& tokens, int first, int last) const;

 private:
  struct Block {
    Bf16Norm norm1, norm2;
    Bf16Linear qkv, proj, fc1, fc2;
  };
  std::size_t heads_;
  std::vector<Block> blocks_;
};

/// While it lives, passes of the encoder without gradients on the CPU take Bf16Blocks, made of the
/// weights at its start; nothing changes where they can't run or `wanted` is false.
class Bf16Passes {
 public:
  Bf16Passes(Encoder encoder, bool wanted);
  ~Bf16Passes();
  Bf16Passes(const Bf16Passes&) = delete;
  Bf16Passes& operator=(const Bf16Passes&) = delete;

 private:
  Encoder encoder_;
};

}  // namespace penumbra::model
