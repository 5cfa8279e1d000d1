#pragma once

#include <cstddef>

namespace penumbra::model {

/// Queries, keys and values of one head of one image: rows of `width`, `stride` apart.
template <typename Element>
struct AttentionHead {
  const Element *q, *k, *v;
  std::size_t stride, tokens, width;
};

/// What flows back through the self-attention of a head.
template <typename Element>
struct AttentionGradient {
  const Element* of_out;  ///< rows of `width`, out_stride apart
  std::size_t out_stride;
  const float* log_sums;      ///< of each row's exponentials, as the way forward left them
  const float* products;      ///< of each row of the result with its gradient, summed
  float *of_q, *of_k, *of_v;  ///< written; rows of `width`, `stride` apart
  std::size_t stride;
};

}  // namespace penumbra::model
