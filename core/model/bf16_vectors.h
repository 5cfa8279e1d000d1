#pragma once

#include <immintrin.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "model/bf16_kernels.h"

// What kernels in bf16 share, for AVX512-BF16. To be included by sources of x86-64 alone.

#define PENUMBRA_INLINE inline __attribute__((always_inline))

#if defined(__clang__)
#pragma clang attribute push(                                                          \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma")
#endif

namespace penumbra::model {

using Vector = __m512;
constexpr std::size_t lanes = 16;
static_assert(bf16_panel == 2 * lanes);

PENUMBRA_INLINE void store(Bf16* out, Vector v) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), (__m256i)_mm512_cvtneps_pbh(v));
}

/// e^x for x <= 0 with a relative error below 5e-5; what is below -87 counts as that.
PENUMBRA_INLINE Vector exponential(Vector x) {
  x = _mm512_max_ps(x, _mm512_set1_ps(-87.F));
  const Vector n = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504F)), 0);
  const Vector f = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693147181F), x);
  Vector p = _mm512_set1_ps(4.1665795e-2F);
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.6666665e-1F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(0.5F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.F));
  return _mm512_scalef_ps(p, n);
}

/// x times the normal distribution function of x, by Abramowitz and Stegun's 7.1.26.
PENUMBRA_INLINE Vector gelu(Vector x) {
  const Vector one = _mm512_set1_ps(1.F);
  const Vector a = _mm512_mul_ps(_mm512_abs_ps(x), _mm512_set1_ps(0.707106781F));
  const Vector denominator = _mm512_fmadd_ps(a, _mm512_set1_ps(0.3275911F), one);
  Vector t = _mm512_rcp14_ps(denominator);
  t = _mm512_mul_ps(t, _mm512_fnmadd_ps(denominator, t, _mm512_set1_ps(2.F)));
  Vector p = _mm512_set1_ps(0.5F * 1.061405429F);
  p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.5F * -1.453152027F));
  p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.5F * 1.421413741F));
  p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.5F * -0.284496736F));
  p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.5F * 0.254829592F));
  const Vector tail =
      _mm512_mul_ps(_mm512_mul_ps(p, t), exponential(_mm512_fnmadd_ps(a, a, _mm512_setzero_ps())));
  const auto positive = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_GT_OQ);
  return _mm512_mul_ps(x, _mm512_mask_sub_ps(tail, positive, one, tail));
}

/// keys x width -> panels of keys: width / 2 x bf16_panel x 2 each. Keys behind the last are 0.
inline void pack_keys(const Bf16* k, std::size_t stride, std::size_t keys, std::size_t width,
                      Bf16* packed) {
  for (std::size_t key = 0; key < keys; ++key) {
    Bf16* const panel = packed + key / bf16_panel * bf16_panel * width + 2 * (key % bf16_panel);
    for (std::size_t i = 0; i < width; i += 2)
      std::memcpy(panel + i * bf16_panel, k + key * stride + i, 2 * sizeof(Bf16));
  }
}

/// Sixteen values in the lower halves.
PENUMBRA_INLINE __m512i widened(const Bf16* x) {
  return _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(x)));
}

/// keys x width -> panels of columns: padded keys / 2 x bf16_panel x 2 each.
inline void pack_values(const Bf16* v, std::size_t stride, std::size_t keys, std::size_t padded,
                        std::size_t width, Bf16* packed) {
  for (std::size_t column = 0; column < width; column += lanes) {
    Bf16* const panel =
        packed + column / bf16_panel * bf16_panel * padded + 2 * (column % bf16_panel);
    const Bf16* row = v + column;
    for (std::size_t key = 0; key < keys; key += 2, row += 2 * stride) {
      auto both = widened(row);
      if (key + 1 < keys)
        both = _mm512_or_si512(both, _mm512_slli_epi32(widened(row + stride), 16));
      _mm512_storeu_si512(panel + key * bf16_panel, both);
    }
  }
}

struct Exponentials {
  float share;    ///< 1 / their sum
  float log_sum;  ///< of e^(scale * score)
};

/// e^(scale * (score - largest)) of a row in bf16. The row is padded; what lies behind `keys`
/// becomes 0.
PENUMBRA_INLINE Exponentials exponentials(float* row, std::size_t keys, std::size_t padded,
                                          float scale, Bf16* out) {
  for (std::size_t i = keys; i < padded; ++i) row[i] = -1e30F;
  Vector largest = _mm512_loadu_ps(row), others = _mm512_loadu_ps(row + lanes);
  for (std::size_t i = bf16_panel; i < padded; i += bf16_panel) {
    largest = _mm512_max_ps(largest, _mm512_loadu_ps(row + i));
    others = _mm512_max_ps(others, _mm512_loadu_ps(row + i + lanes));
  }
  const float top = scale * _mm512_reduce_max_ps(_mm512_max_ps(largest, others));
  const Vector shift = _mm512_set1_ps(-top), factor = _mm512_set1_ps(scale);
  Vector sum = _mm512_setzero_ps();
  for (std::size_t i = 0; i < padded; i += lanes) {
    const Vector e = exponential(_mm512_fmadd_ps(_mm512_loadu_ps(row + i), factor, shift));
    sum = _mm512_add_ps(sum, e);
    store(out + i, e);
  }
  const float total = _mm512_reduce_add_ps(sum);
  return {1 / total, top + std::log(total)};
}

inline std::size_t whole_panels(std::size_t tokens) {
  return (tokens + bf16_panel - 1) / bf16_panel * bf16_panel;
}

// What becomes of sixteen sums of a product: each takes (row, output, sums).

struct StoreBf16 {
  Bf16* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, Vector v) const {
    store(out + row * stride + output, v);
  }
};

struct StoreGelu {
  Bf16* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, Vector v) const {
    store(out + row * stride + output, gelu(v));
  }
};

struct AddFloats {
  float* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, Vector v) const {
    float* const at = out + row * stride + output;
    _mm512_storeu_ps(at, _mm512_add_ps(_mm512_loadu_ps(at), v));
  }
};

}  // namespace penumbra::model

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
