#pragma once

#include <torch/types.h>

#include <memory>

#include "model/network.h"

namespace penumbra::model {

/// The blocks of an encoder for passes without gradients on the CPU: weights packed once, products
/// by own kernels, a strip of tokens taken through all that lies between two attentions while it is
/// in the cache. Drop path is off.
class PackedBlocks {
 public:
  virtual ~PackedBlocks() = default;
  /// Runs blocks [first, last) on tokens, B x N x D float32 on the CPU. Returns B x N x D.
  virtual torch::Tensor run(const torch::Tensor& tokens, int first, int last) const = 0;
};

/// Float32: as exact as the modules. Bf16, on processors that are faster with it (AVX512-BF16 of
/// AMD, AMX): products are of bf16 with sums in float32; norms, softmax, GELU and the tokens
/// between blocks are float32.
enum class BlockPrecision { Float32, Bf16 };

/// Whether this processor and the encoder's widths allow it.
bool can_pack(const EncoderOptions& options, BlockPrecision precision);

/// While it lives, passes of the encoder without gradients on the CPU take packed blocks, made of
/// the weights at its start: in bf16 where that is allowed and can be, else in float32. Nothing
/// changes where neither can be, nor under autocast where the first can't.
class PackedPasses {
 public:
  PackedPasses(Encoder encoder, bool bf16_allowed);
  ~PackedPasses();
  PackedPasses(const PackedPasses&) = delete;
  PackedPasses& operator=(const PackedPasses&) = delete;

 private:
  Encoder encoder_;
  std::shared_ptr<const PackedBlocks> before_;
};

}  // namespace penumbra::model
