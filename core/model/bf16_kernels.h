#pragma once

#include <cstddef>
#include <cstdint>

#include "model/attention_head.h"
#include "model/cache_lines.h"

// Kernels of transformer blocks in bf16 for processors with AVX512-BF16: products of bf16 with sums
// in float32. Widths are multiples of `bf16_panel`. Where `bf16_kernels_run()` is false, none may
// be called.

namespace penumbra::model {

using Bf16 = std::uint16_t;  ///< the upper half of a float

inline constexpr std::size_t bf16_panel = 32;  ///< outputs that are computed together
/// Rows that are computed together. Inputs of products are read up to a multiple of it: buffers
/// have that many rows.
inline constexpr std::size_t bf16_strip = 12;

bool bf16_kernels_run();

/// A linear layer packed for the kernels: panels x inputs / 2 x bf16_panel x 2.
struct Bf16Linear {
  std::size_t inputs = 0, outputs = 0;
  CacheLines<Bf16> weight;
  CacheLines<float> bias;
};

/// weight: outputs x inputs; bias: outputs.
Bf16Linear pack_linear(const float* weight, const float* bias, std::size_t outputs,
                       std::size_t inputs);

/// LayerNorm of rows of float32.
void bf16_norm(const float* x, std::size_t rows, const PackedNorm& norm, Bf16* out);

/// out = a W^T + b. a: rows x inputs; out: rows x outputs.
void bf16_linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out);
/// out = gelu(a W^T + b).
void bf16_linear_gelu(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out);
/// x += a W^T + b, in float32.
void bf16_linear_add(const Bf16* a, std::size_t rows, const Bf16Linear& layer, float* x);

/// Rows behind the last token are read, up to a strip.
using Bf16Head = AttentionHead<Bf16>;

/// softmax(q k^T / sqrt(width)) v. out: rows of `width`, out_stride apart. log_sums: the logarithm
/// of the sum of each row's exponentials, for `bf16_attention_backward`; may be null.
void bf16_attention(const Bf16Head& head, Bf16* out, std::size_t out_stride, float* log_sums);

using Bf16HeadGradient = AttentionGradient<Bf16>;
void bf16_attention_backward(const Bf16Head& head, const Bf16HeadGradient& gradient);

/// Rounds `count` floats, a multiple of 16.
void round_to_bf16(const float* x, std::size_t count, Bf16* out);

}  // namespace penumbra::model
