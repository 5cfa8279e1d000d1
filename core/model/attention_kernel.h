#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/attention_head.h"

// Attention of one head in float32 that keeps no matrix of probabilities.

namespace penumbra::model {

/// Rows of one head, `width` floats each, `stride` floats apart.
struct HeadRows {
  const float* data;
  std::size_t stride;
};

/// Head widths that the kernels take.
constexpr bool attention_kernel_takes(std::size_t width) { return width % 32 == 0 && width <= 128; }

/// The kernels for one set of instructions.
struct AttentionKernels {
  std::string_view instructions;
  /// out (rows x width, out_stride apart) = softmax(q k^T / sqrt(width)) v. log_sums: the logarithm
  /// of the sum of each row's exponentials, for `backward`; may be null.
  void (*head)(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
               std::size_t width, float* out, std::size_t out_stride, float* log_sums);
  /// The gradients of self-attention.
  void (*backward)(const AttentionHead<float>& head, const AttentionGradient<float>& gradient);
};

/// Those that this processor can run, the slowest first.
std::vector<AttentionKernels> available_attention_kernels();

/// The fastest of them.
const AttentionKernels& attention_kernels();

}  // namespace penumbra::model
