#include "crf/lattice_kernels_forms.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx2,fma"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512dq,avx2,fma")
#endif

namespace penumbra::crf {
namespace {

struct Vec {
  static constexpr int width = 16;
  __m512 v;

  static Vec all(float x) { return {_mm512_set1_ps(x)}; }
  static Vec load(const float* p) { return {_mm512_loadu_ps(p)}; }
  static Vec load_block(const float* p) { return {_mm512_maskz_loadu_ps(0xff, p)}; }
  void store(float* p) const { _mm512_storeu_ps(p, v); }
  void store_block(float* p) const {
    _mm256_storeu_ps(p, __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7));
  }
};
inline Vec operator+(Vec a, Vec b) { return {_mm512_add_ps(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {_mm512_sub_ps(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {_mm512_mul_ps(a.v, b.v)}; }
inline Vec multiply_add(Vec a, Vec b, Vec c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
inline Vec max(Vec a, Vec b) { return {_mm512_maskz_max_ps(0xffff, a.v, b.v)}; }
inline Vec round(Vec a) { return {_mm512_maskz_roundscale_ps(0xffff, a.v, 0)}; }
inline Vec times_power_of_two(Vec a, Vec n) { return {_mm512_maskz_scalef_ps(0xffff, a.v, n.v)}; }
/// Half 0 or 1 of a vector. The masked forms of intrinsics are used here and above because GCC 12
/// warns of uninitialized values in the plain ones.
template <int Half>
__m256 half(Vec a) {
  return _mm512_maskz_extractf32x8_ps(0xff, a.v, Half);
}
inline float largest_of(Vec a) {
  const __m256 halves = _mm256_max_ps(half<0>(a), half<1>(a));
  __m128 r = _mm_max_ps(_mm256_castps256_ps128(halves), _mm256_extractf128_ps(halves, 1));
  r = _mm_max_ps(r, _mm_movehl_ps(r, r));
  return _mm_cvtss_f32(_mm_max_ss(r, _mm_movehdup_ps(r)));
}
inline float sum_of(Vec a) {
  const __m256 halves = _mm256_add_ps(half<0>(a), half<1>(a));
  __m128 r = _mm_add_ps(_mm256_castps256_ps128(halves), _mm256_extractf128_ps(halves, 1));
  r = _mm_add_ps(r, _mm_movehl_ps(r, r));
  return _mm_cvtss_f32(_mm_add_ss(r, _mm_movehdup_ps(r)));
}

#include "crf/lattice_kernels.inl"

}  // namespace

const LatticeKernels& avx512_kernels() { return kernels; }

}  // namespace penumbra::crf

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
