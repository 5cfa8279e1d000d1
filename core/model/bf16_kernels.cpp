#include "model/bf16_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/error.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "model/bf16_vectors.h"

#if defined(__clang__)
#pragma clang attribute push(                                                          \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma")
#endif

namespace penumbra::model {
namespace {

/// The sums of a strip of rows over a panel of outputs.
struct Sums {
  Vector low[bf16_strip], high[bf16_strip];
};

PENUMBRA_INLINE Sums starting_with(Vector low, Vector high) {
  Sums sums;
#pragma GCC unroll 12
  for (std::size_t r = 0; r < bf16_strip; ++r) {
    sums.low[r] = low;
    sums.high[r] = high;
  }
  return sums;
}

/// sums += a packed. a: bf16_strip x 2 * pairs, stride apart; packed: pairs x bf16_panel x 2.
PENUMBRA_INLINE void multiply(const Bf16* a, std::size_t stride, const Bf16* packed,
                              std::size_t pairs, Sums& sums) {
  for (std::size_t i = 0; i < pairs; ++i) {
    const auto low = (__m512bh)_mm512_loadu_si512(packed + i * 2 * bf16_panel);
    const auto high = (__m512bh)_mm512_loadu_si512(packed + i * 2 * bf16_panel + 2 * lanes);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < bf16_strip; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, a + r * stride + 2 * i, sizeof pair);
      const auto both = (__m512bh)_mm512_set1_epi32(pair);
      sums.low[r] = _mm512_dpbf16_ps(sums.low[r], both, low);
      sums.high[r] = _mm512_dpbf16_ps(sums.high[r], both, high);
    }
  }
}

/// finish(row, output, vector) takes each sixteen outputs of each row.
template <typename Finish>
PENUMBRA_INLINE void linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer,
                            const Finish& finish) {
  const std::size_t pairs = layer.inputs / 2;
  for (std::size_t first = 0; first < layer.outputs; first += bf16_panel) {
    const Bf16* const packed = layer.weight.data() + first * layer.inputs;
    const Vector low = _mm512_loadu_ps(layer.bias.data() + first);
    const Vector high = _mm512_loadu_ps(layer.bias.data() + first + lanes);
    for (std::size_t row = 0; row < rows; row += bf16_strip) {
      Sums sums = starting_with(low, high);
      multiply(a + row * layer.inputs, layer.inputs, packed, pairs, sums);
#pragma GCC unroll 12
      for (std::size_t r = 0; r < bf16_strip; ++r) {
        if (row + r >= rows) break;
        finish(row + r, first, sums.low[r]);
        finish(row + r, first + lanes, sums.high[r]);
      }
    }
  }
}

struct AttentionScratch {
  Bf16* keys;           // padded x width
  Bf16* values;         // padded x width
  float* scores;        // bf16_strip x padded
  Bf16* probabilities;  // bf16_strip x padded
};

void attend(const Bf16Head& head, const AttentionScratch& scratch, Bf16* out,
            std::size_t out_stride, float* log_sums) {
  const auto& [q, k, v, stride, tokens, width] = head;
  const std::size_t padded = whole_panels(tokens);
  const float scale = 1 / std::sqrt(static_cast<float>(width));
  pack_keys(k, stride, tokens, width, scratch.keys);
  pack_values(v, stride, tokens, padded, width, scratch.values);
  const Vector zero = _mm512_setzero_ps();
  for (std::size_t first = 0; first < tokens; first += bf16_strip) {
    for (std::size_t key = 0; key < padded; key += bf16_panel) {
      Sums sums = starting_with(zero, zero);
      multiply(q + first * stride, stride, scratch.keys + key * width, width / 2, sums);
#pragma GCC unroll 12
      for (std::size_t r = 0; r < bf16_strip; ++r) {
        _mm512_storeu_ps(scratch.scores + r * padded + key, sums.low[r]);
        _mm512_storeu_ps(scratch.scores + r * padded + key + lanes, sums.high[r]);
      }
    }
    float share[bf16_strip];
    for (std::size_t r = 0; r < bf16_strip; ++r) {
      const auto row = exponentials(scratch.scores + r * padded, tokens, padded, scale,
                                    scratch.probabilities + r * padded);
      share[r] = row.share;
      if (log_sums && first + r < tokens) log_sums[first + r] = row.log_sum;
    }
    for (std::size_t column = 0; column < width; column += bf16_panel) {
      Sums sums = starting_with(zero, zero);
      multiply(scratch.probabilities, padded, scratch.values + column * padded, (tokens + 1) / 2,
               sums);
#pragma GCC unroll 12
      for (std::size_t r = 0; r < bf16_strip; ++r) {
        if (first + r >= tokens) break;
        const Vector factor = _mm512_set1_ps(share[r]);
        Bf16* const row = out + (first + r) * out_stride + column;
        store(row, _mm512_mul_ps(sums.low[r], factor));
        store(row + lanes, _mm512_mul_ps(sums.high[r], factor));
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

/// factor * a packed for a strip of rows; those behind `rows` are left out.
PENUMBRA_INLINE void multiply_out(const Bf16* a, std::size_t stride, std::size_t rows,
                                  const Bf16* packed, std::size_t panel_size, std::size_t pairs,
                                  std::size_t width, float factor, float* out,
                                  std::size_t out_stride) {
  const Vector zero = _mm512_setzero_ps(), times = _mm512_set1_ps(factor);
  for (std::size_t column = 0; column < width; column += bf16_panel) {
    Sums sums = starting_with(zero, zero);
    multiply(a, stride, packed + column / bf16_panel * panel_size, pairs, sums);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < bf16_strip; ++r) {
      if (r >= rows) break;
      float* const row = out + r * out_stride + column;
      _mm512_storeu_ps(row, _mm512_mul_ps(sums.low[r], times));
      _mm512_storeu_ps(row + lanes, _mm512_mul_ps(sums.high[r], times));
    }
  }
}

struct BackwardScratch {
  Bf16 *queries_as_keys, *queries_as_values;      // padded x width
  Bf16 *gradients_as_keys, *gradients_as_values;  // padded x width
  Bf16* keys_turned;                              // whole strips of width x padded
  Bf16 *probabilities, *differences;              // bf16_strip x padded: queries along a row
  Bf16* all_differences;                          // panels of queries: padded / 2 x bf16_panel x 2
  float *log_sums, *products;                     // padded
  float* of_q;                                    // bf16_strip x bf16_panel
};

/// Works on transposed probabilities: a strip of keys by all queries. What a query gets is summed
/// over keys from all strips at the end.
void attend_backward(const Bf16Head& head, const Bf16HeadGradient& gradient,
                     const BackwardScratch& scratch) {
  const auto& [q, k, v, stride, tokens, width] = head;
  const std::size_t padded = whole_panels(tokens), pairs = (tokens + 1) / 2;
  const std::size_t panel_size = padded * bf16_panel;
  const float scale = 1 / std::sqrt(static_cast<float>(width));
  const Vector zero = _mm512_setzero_ps(), factor = _mm512_set1_ps(scale);
  pack_keys(q, stride, tokens, width, scratch.queries_as_keys);
  pack_values(q, stride, tokens, padded, width, scratch.queries_as_values);
  pack_keys(gradient.of_out, gradient.out_stride, tokens, width, scratch.gradients_as_keys);
  pack_values(gradient.of_out, gradient.out_stride, tokens, padded, width,
              scratch.gradients_as_values);
  for (std::size_t key = 0; key < tokens; ++key)
    for (std::size_t i = 0; i < width; ++i)
      scratch.keys_turned[i * padded + key] = k[key * stride + i];

  for (std::size_t first = 0; first < tokens; first += bf16_strip) {
    const std::size_t rows = tokens - first < bf16_strip ? tokens - first : bf16_strip;
    for (std::size_t query = 0; query < padded; query += bf16_panel) {
      const auto offset = query * width;
      Sums p = starting_with(zero, zero), d = starting_with(zero, zero);
      multiply(k + first * stride, stride, scratch.queries_as_keys + offset, width / 2, p);
      for (std::size_t half = 0; half < 2; ++half) {
        const Vector log_sums = _mm512_loadu_ps(scratch.log_sums + query + half * lanes);
        Vector* const sums = half == 0 ? p.low : p.high;
#pragma GCC unroll 12
        for (std::size_t r = 0; r < bf16_strip; ++r) {
          sums[r] = exponential(_mm512_fmsub_ps(sums[r], factor, log_sums));
          store(scratch.probabilities + r * padded + query + half * lanes, sums[r]);
        }
      }
      multiply(v + first * stride, stride, scratch.gradients_as_keys + offset, width / 2, d);
      for (std::size_t half = 0; half < 2; ++half) {
        const Vector products = _mm512_loadu_ps(scratch.products + query + half * lanes);
        const Vector* const sums = half == 0 ? p.low : p.high;
        Vector* const differences = half == 0 ? d.low : d.high;
#pragma GCC unroll 12
        for (std::size_t r = 0; r < bf16_strip; ++r) {
          differences[r] =
              r < rows ? _mm512_mul_ps(sums[r], _mm512_sub_ps(differences[r], products)) : zero;
          store(scratch.differences + r * padded + query + half * lanes, differences[r]);
        }
        Bf16* const panel =
            scratch.all_differences + query * padded + first * bf16_panel + half * 2 * lanes;
#pragma GCC unroll 6
        for (std::size_t r = 0; r < bf16_strip; r += 2)
          if (r < rows) store_pairs(panel + r * bf16_panel, differences[r], differences[r + 1]);
      }
    }
    multiply_out(scratch.probabilities, padded, rows, scratch.gradients_as_values, panel_size,
                 pairs, width, 1, gradient.of_v + first * gradient.stride, gradient.stride);
    multiply_out(scratch.differences, padded, rows, scratch.queries_as_values, panel_size, pairs,
                 width, scale, gradient.of_k + first * gradient.stride, gradient.stride);
  }
  for (std::size_t query = 0; query < tokens; query += bf16_panel)
    for (std::size_t first = 0; first < width; first += bf16_strip) {
      const std::size_t rows = width - first < bf16_strip ? width - first : bf16_strip;
      multiply_out(scratch.keys_turned + first * padded, padded, rows,
                   scratch.all_differences + query * padded, panel_size, pairs, bf16_panel, scale,
                   scratch.of_q, bf16_panel);
      const std::size_t count = tokens - query < bf16_panel ? tokens - query : bf16_panel;
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t r = 0; r < rows; ++r)
          gradient.of_q[(query + i) * gradient.stride + first + r] =
              scratch.of_q[r * bf16_panel + i];
    }
}

}  // namespace

void round_to_bf16(const float* x, std::size_t count, Bf16* out) {
  for (std::size_t i = 0; i < count; i += lanes) store(out + i, _mm512_loadu_ps(x + i));
}

void bf16_norm(const float* x, std::size_t rows, const PackedNorm& norm, Bf16* out) {
  const std::size_t width = norm.weight.size();
  for (std::size_t r = 0; r < rows; ++r) {
    const float* const row = x + r * width;
    Vector sum = _mm512_setzero_ps();
    for (std::size_t i = 0; i < width; i += lanes)
      sum = _mm512_add_ps(sum, _mm512_loadu_ps(row + i));
    const Vector mean = _mm512_set1_ps(_mm512_reduce_add_ps(sum) / static_cast<float>(width));
    Vector squares = _mm512_setzero_ps();
    for (std::size_t i = 0; i < width; i += lanes) {
      const Vector d = _mm512_sub_ps(_mm512_loadu_ps(row + i), mean);
      squares = _mm512_fmadd_ps(d, d, squares);
    }
    const float variance = _mm512_reduce_add_ps(squares) / static_cast<float>(width);
    const Vector factor = _mm512_set1_ps(1 / std::sqrt(variance + norm.epsilon));
    for (std::size_t i = 0; i < width; i += lanes) {
      const Vector d = _mm512_mul_ps(_mm512_sub_ps(_mm512_loadu_ps(row + i), mean), factor);
      store(out + r * width + i, _mm512_fmadd_ps(d, _mm512_loadu_ps(norm.weight.data() + i),
                                                 _mm512_loadu_ps(norm.bias.data() + i)));
    }
  }
}

void bf16_linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out) {
  linear(a, rows, layer, StoreBf16{out, layer.outputs});
}

void bf16_linear_gelu(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out) {
  linear(a, rows, layer, StoreGelu{out, layer.outputs});
}

void bf16_linear_add(const Bf16* a, std::size_t rows, const Bf16Linear& layer, float* x) {
  linear(a, rows, layer, AddFloats{x, layer.outputs});
}

}  // namespace penumbra::model

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

namespace penumbra::model {

bool bf16_kernels_run() {
  return __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

Bf16Linear pack_linear(const float* weight, const float* bias, std::size_t outputs,
                       std::size_t inputs) {
  CacheLines<Bf16> rounded(outputs * inputs);
  round_to_bf16(weight, rounded.size(), rounded.data());
  Bf16Linear layer{inputs, outputs, CacheLines<Bf16>(rounded.size()), {bias, bias + outputs}};
  pack_keys(rounded.data(), inputs, outputs, inputs, layer.weight.data());
  return layer;
}

void bf16_attention(const Bf16Head& head, Bf16* out, std::size_t out_stride, float* log_sums) {
  const std::size_t padded = whole_panels(head.tokens);
  CacheLines<Bf16> keys(padded * head.width), values(padded * head.width);
  CacheLines<Bf16> probabilities(bf16_strip * padded);
  CacheLines<float> scores(bf16_strip * padded);
  attend(head, {keys.data(), values.data(), scores.data(), probabilities.data()}, out, out_stride,
         log_sums);
}

void bf16_attention_backward(const Bf16Head& head, const Bf16HeadGradient& gradient) {
  const std::size_t padded = whole_panels(head.tokens);
  std::array<CacheLines<Bf16>, 4> packed;
  for (auto& matrix : packed) matrix.resize(padded * head.width);
  CacheLines<Bf16> keys_turned((head.width + bf16_strip) * padded);
  CacheLines<Bf16> probabilities(bf16_strip * padded), differences(bf16_strip * padded);
  CacheLines<Bf16> all_differences(padded * padded);
  CacheLines<float> log_sums(padded), products(padded), of_q(bf16_strip * bf16_panel);
  std::copy_n(gradient.log_sums, head.tokens, log_sums.begin());
  std::copy_n(gradient.products, head.tokens, products.begin());
  attend_backward(head, gradient,
                  {packed[0].data(), packed[1].data(), packed[2].data(), packed[3].data(),
                   keys_turned.data(), probabilities.data(), differences.data(),
                   all_differences.data(), log_sums.data(), products.data(), of_q.data()});
}

}  // namespace penumbra::model

#else

namespace penumbra::model {

bool bf16_kernels_run() { return false; }

namespace {
[[noreturn]] void refuse() { throw Error("this processor has no AVX512-BF16", "bf16"); }
}  // namespace

Bf16Linear pack_linear(const float*, const float*, std::size_t, std::size_t) { refuse(); }
void bf16_norm(const float*, std::size_t, const PackedNorm&, Bf16*) { refuse(); }
void bf16_linear(const Bf16*, std::size_t, const Bf16Linear&, Bf16*) { refuse(); }
void bf16_linear_gelu(const Bf16*, std::size_t, const Bf16Linear&, Bf16*) { refuse(); }
void bf16_linear_add(const Bf16*, std::size_t, const Bf16Linear&, float*) { refuse(); }
void bf16_attention(const Bf16Head&, Bf16*, std::size_t, float*) { refuse(); }
void bf16_attention_backward(const Bf16Head&, const Bf16HeadGradient&) { refuse(); }
void round_to_bf16(const float*, std::size_t, Bf16*) { refuse(); }

}  // namespace penumbra::model

#endif
