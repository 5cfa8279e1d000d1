#pragma once

#include <array>

#include "model/bf16_vectors.h"

// Attention of one head in bf16, forward and backward, over the products of an instruction set. To
// be included by sources of x86-64 alone, which call it from functions for that instruction set.

#if defined(__clang__)
#pragma clang attribute push(                                                          \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma")
#endif

namespace penumbra::model {

// Product::strip: rows that are multiplied together.
// Product::multiply(a, stride, packed, inputs, out, out_stride): out (strip x bf16_panel floats,
// out_stride apart) = a packed, with a: strip x inputs, stride apart, and packed: a panel, inputs /
// 2 x bf16_panel x 2. inputs: a multiple of bf16_panel.

/// Zeroed at the start: what lies behind the last token counts in products.
template <typename Product>
struct AttentionScratch {
  AttentionScratch(std::size_t padded, std::size_t width)
      : keys(padded * width),
        values(padded * width),
        probabilities(Product::strip * padded),
        scores(Product::strip * padded) {}
  CacheLines<Bf16> keys, values;   // padded x width
  CacheLines<Bf16> probabilities;  // strip x padded
  CacheLines<float> scores;        // strip x padded
};

template <typename Product>
PENUMBRA_INLINE void attend(const Bf16Head& head, AttentionScratch<Product>& scratch, Bf16* out,
                            std::size_t out_stride, float* log_sums) {
  const auto& [q, k, v, stride, tokens, width] = head;
  const std::size_t padded = whole_panels(tokens);
  const float scale = 1 / std::sqrt(static_cast<float>(width));
  pack_keys(k, stride, tokens, width, scratch.keys.data());
  pack_values(v, stride, tokens, padded, width, scratch.values.data());
  alignas(64) float block[Product::strip * bf16_panel];
  for (std::size_t first = 0; first < tokens; first += Product::strip) {
    const std::size_t rows = tokens - first < Product::strip ? tokens - first : Product::strip;
    for (std::size_t key = 0; key < padded; key += bf16_panel)
      Product::multiply(q + first * stride, stride, scratch.keys.data() + key * width, width,
                        scratch.scores.data() + key, padded);
    float share[Product::strip];
    for (std::size_t r = 0; r < rows; ++r) {
      const auto row = exponentials(scratch.scores.data() + r * padded, tokens, padded, scale,
                                    scratch.probabilities.data() + r * padded);
      share[r] = row.share;
      if (log_sums) log_sums[first + r] = row.log_sum;
    }
    for (std::size_t column = 0; column < width; column += bf16_panel) {
      Product::multiply(scratch.probabilities.data(), padded,
                        scratch.values.data() + column * padded, padded, block, bf16_panel);
      for (std::size_t r = 0; r < rows; ++r) {
        const Vector factor = _mm512_set1_ps(share[r]);
        const float* const sums = block + r * bf16_panel;
        Bf16* const row = out + (first + r) * out_stride + column;
        store(row, _mm512_mul_ps(_mm512_load_ps(sums), factor));
        store(row + lanes, _mm512_mul_ps(_mm512_load_ps(sums + lanes), factor));
      }
    }
  }
}

/// Sixteen rounded to bf16 in the lower halves.
PENUMBRA_INLINE __m512i rounded(Vector x) {
  return _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(x));
}

/// Sixteen of each of two rows side by side in pairs, as products read them.
PENUMBRA_INLINE void store_pairs(Bf16* out, Vector even, Vector odd) {
  _mm512_storeu_si512(out, _mm512_or_si512(rounded(even), _mm512_slli_epi32(rounded(odd), 16)));
}

/// Zeroed at the start, as `AttentionScratch`.
template <typename Product>
struct AttentionBackwardScratch {
  AttentionBackwardScratch(std::size_t padded, std::size_t width)
      : queries_as_keys(padded * width),
        queries_as_values(padded * width),
        gradients_as_keys(padded * width),
        gradients_as_values(padded * width),
        keys_turned((width + Product::strip) * padded),
        probabilities(Product::strip * padded),
        differences(Product::strip * padded),
        all_differences((padded + Product::strip) * padded),
        log_sums(padded),
        products(padded) {}
  CacheLines<Bf16> queries_as_keys, queries_as_values;      // padded x width
  CacheLines<Bf16> gradients_as_keys, gradients_as_values;  // padded x width
  CacheLines<Bf16> keys_turned;                             // width x padded
  CacheLines<Bf16> probabilities, differences;              // strip x padded: queries along a row
  CacheLines<Bf16> all_differences;      // panels of queries: padded / 2 x bf16_panel x 2
  CacheLines<float> log_sums, products;  // padded
};

/// out (rows x width, out_stride apart) = factor * a packed.
template <typename Product>
PENUMBRA_INLINE void multiply_out(const Bf16* a, std::size_t padded, std::size_t rows,
                                  const CacheLines<Bf16>& packed, std::size_t width, float factor,
                                  float* out, std::size_t out_stride) {
  alignas(64) float block[Product::strip * bf16_panel];
  const Vector times = _mm512_set1_ps(factor);
  for (std::size_t column = 0; column < width; column += bf16_panel) {
    Product::multiply(a, padded, packed.data() + column * padded, padded, block, bf16_panel);
    for (std::size_t r = 0; r < rows; ++r) {
      const float* const sums = block + r * bf16_panel;
      float* const row = out + r * out_stride + column;
      _mm512_storeu_ps(row, _mm512_mul_ps(_mm512_load_ps(sums), times));
      _mm512_storeu_ps(row + lanes, _mm512_mul_ps(_mm512_load_ps(sums + lanes), times));
    }
  }
}

/// Works on transposed probabilities: a strip of keys by all queries. What a query gets is summed
/// over keys from all strips at the end.
template <typename Product>
PENUMBRA_INLINE void attend_backward(const Bf16Head& head, const Bf16HeadGradient& gradient,
                                     AttentionBackwardScratch<Product>& scratch) {
  constexpr std::size_t strip = Product::strip;
  static_assert(strip % 2 == 0);
  const auto& [q, k, v, stride, tokens, width] = head;
  const std::size_t padded = whole_panels(tokens);
  const float scale = 1 / std::sqrt(static_cast<float>(width));
  const Vector zero = _mm512_setzero_ps(), factor = _mm512_set1_ps(scale);
  std::memcpy(scratch.log_sums.data(), gradient.log_sums, tokens * sizeof(float));
  std::memcpy(scratch.products.data(), gradient.products, tokens * sizeof(float));
  pack_keys(q, stride, tokens, width, scratch.queries_as_keys.data());
  pack_values(q, stride, tokens, padded, width, scratch.queries_as_values.data());
  pack_keys(gradient.of_out, gradient.out_stride, tokens, width, scratch.gradients_as_keys.data());
  pack_values(gradient.of_out, gradient.out_stride, tokens, padded, width,
              scratch.gradients_as_values.data());
  for (std::size_t key = 0; key < tokens; ++key)
    for (std::size_t i = 0; i < width; ++i)
      scratch.keys_turned[i * padded + key] = k[key * stride + i];

  alignas(64) float scores[strip * bf16_panel], flows[strip * bf16_panel];
  for (std::size_t first = 0; first < tokens; first += strip) {
    const std::size_t rows = tokens - first < strip ? tokens - first : strip;
    for (std::size_t query = 0; query < padded; query += bf16_panel) {
      const auto offset = query * width;
      Product::multiply(k + first * stride, stride, scratch.queries_as_keys.data() + offset, width,
                        scores, bf16_panel);
      Product::multiply(v + first * stride, stride, scratch.gradients_as_keys.data() + offset,
                        width, flows, bf16_panel);
      for (std::size_t half = 0; half < bf16_panel; half += lanes) {
        const Vector log_sums = _mm512_load_ps(scratch.log_sums.data() + query + half);
        const Vector products = _mm512_load_ps(scratch.products.data() + query + half);
        Bf16* const panel =
            scratch.all_differences.data() + query * padded + first * bf16_panel + 2 * half;
        const auto difference = [&](std::size_t r) {
          const std::size_t in = r * bf16_panel + half, out = r * padded + query + half;
          const Vector p =
              exponential(_mm512_fmsub_ps(_mm512_load_ps(scores + in), factor, log_sums));
          store(scratch.probabilities.data() + out, p);
          const Vector d =
              r < rows ? _mm512_mul_ps(p, _mm512_sub_ps(_mm512_load_ps(flows + in), products))
                       : zero;
          store(scratch.differences.data() + out, d);
          return d;
        };
        for (std::size_t r = 0; r < rows; r += 2) {
          const Vector even = difference(r);
          store_pairs(panel + r * bf16_panel, even, difference(r + 1));
        }
      }
    }
    multiply_out<Product>(scratch.probabilities.data(), padded, rows, scratch.gradients_as_values,
                          width, 1, gradient.of_v + first * gradient.stride, gradient.stride);
    multiply_out<Product>(scratch.differences.data(), padded, rows, scratch.queries_as_values,
                          width, scale, gradient.of_k + first * gradient.stride, gradient.stride);
  }
  for (std::size_t query = 0; query < tokens; query += bf16_panel) {
    const std::size_t count = tokens - query < bf16_panel ? tokens - query : bf16_panel;
    for (std::size_t first = 0; first < width; first += strip) {
      const std::size_t rows = width - first < strip ? width - first : strip;
      Product::multiply(scratch.keys_turned.data() + first * padded, padded,
                        scratch.all_differences.data() + query * padded, padded, scores,
                        bf16_panel);
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t r = 0; r < rows; ++r)
          gradient.of_q[(query + i) * gradient.stride + first + r] =
              scale * scores[r * bf16_panel + i];
    }
  }
}

}  // namespace penumbra::model

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
