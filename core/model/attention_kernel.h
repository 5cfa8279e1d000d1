#pragma once

#include <cstddef>

namespace penumbra::model {

/// Rows of one head, `width` floats each, `stride` floats apart.
struct HeadRows {
  const float* data;
  std::size_t stride;
};

/// Head widths that the kernel takes.
constexpr bool attention_kernel_takes(std::size_t width) { return width % 32 == 0 && width <= 128; }

/// Attention of one head: out (rows x width, out_stride apart) = softmax(q k^T / sqrt(width)) v.
void attention_head(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
                    std::size_t width, float* out, std::size_t out_stride);

}  // namespace penumbra::model
