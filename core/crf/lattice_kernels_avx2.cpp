#include "crf/lattice_kernels_forms.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif

namespace penumbra::crf {
namespace {

struct Vec {
  static constexpr int width = 8;
  __m256 v;

  static Vec all(float x) { return {_mm256_set1_ps(x)}; }
  static Vec load(const float* p) { return {_mm256_loadu_ps(p)}; }
  static Vec load_blocks(const float* p, int) { return {_mm256_zextps128_ps256(_mm_loadu_ps(p))}; }
  void store(float* p) const { _mm256_storeu_ps(p, v); }
  void store_blocks(float* p, int) const { _mm_storeu_ps(p, _mm256_castps256_ps128(v)); }
};
inline Vec operator+(Vec a, Vec b) { return {_mm256_add_ps(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {_mm256_sub_ps(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {_mm256_mul_ps(a.v, b.v)}; }
inline Vec operator/(Vec a, Vec b) { return {_mm256_div_ps(a.v, b.v)}; }
inline Vec multiply_add(Vec a, Vec b, Vec c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
inline Vec max(Vec a, Vec b) { return {_mm256_max_ps(a.v, b.v)}; }
inline Vec round(Vec a) {
  return {_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
inline Vec times_power_of_two(Vec a, Vec n) {
  const __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127));
  return {_mm256_mul_ps(a.v, _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23)))};
}
/// In every place of a block, the largest value of that block.
inline Vec largest_of_blocks(Vec a) {
  const Vec r = max(a, {_mm256_permute_ps(a.v, 0x4e)});
  return max(r, {_mm256_permute_ps(r.v, 0xb1)});
}
inline Vec sum_of_blocks(Vec a) {
  const Vec r = a + Vec{_mm256_permute_ps(a.v, 0x4e)};
  return r + Vec{_mm256_permute_ps(r.v, 0xb1)};
}
inline Vec swap_halves(Vec a) { return {_mm256_permute2f128_ps(a.v, a.v, 1)}; }
inline Vec largest_of(Vec a) { return largest_of_blocks(max(a, swap_halves(a))); }
inline Vec sum_of(Vec a) { return sum_of_blocks(a + swap_halves(a)); }

#include "crf/lattice_kernels.inl"

}  // namespace

const LatticeKernels& avx2_kernels() { return kernels; }

}  // namespace penumbra::crf

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
