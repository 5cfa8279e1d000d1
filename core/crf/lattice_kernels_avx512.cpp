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
  static Vec load_blocks(const float* p, int blocks) {
    return {_mm512_maskz_loadu_ps(mask_of(blocks), p)};
  }
  void store(float* p) const { _mm512_storeu_ps(p, v); }
  void store_blocks(float* p, int blocks) const { _mm512_mask_storeu_ps(p, mask_of(blocks), v); }
  static __mmask16 mask_of(int blocks) { return static_cast<__mmask16>((1u << 4 * blocks) - 1); }
};
inline Vec operator+(Vec a, Vec b) { return {_mm512_add_ps(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {_mm512_sub_ps(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {_mm512_mul_ps(a.v, b.v)}; }
inline Vec operator/(Vec a, Vec b) { return {_mm512_div_ps(a.v, b.v)}; }
inline Vec multiply_add(Vec a, Vec b, Vec c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
inline Vec max(Vec a, Vec b) { return {_mm512_maskz_max_ps(0xffff, a.v, b.v)}; }
inline Vec round(Vec a) { return {_mm512_maskz_roundscale_ps(0xffff, a.v, 0)}; }
inline Vec times_power_of_two(Vec a, Vec n) { return {_mm512_maskz_scalef_ps(0xffff, a.v, n.v)}; }
/// In every place of a block, the largest value of that block. The masked forms of intrinsics are
/// used here and above because GCC 12 warns of uninitialized values in the plain ones.
inline Vec largest_of_blocks(Vec a) {
  const Vec r = max(a, {_mm512_maskz_permute_ps(0xffff, a.v, 0x4e)});
  return max(r, {_mm512_maskz_permute_ps(0xffff, r.v, 0xb1)});
}
inline Vec sum_of_blocks(Vec a) {
  const Vec r = a + Vec{_mm512_maskz_permute_ps(0xffff, a.v, 0x4e)};
  return r + Vec{_mm512_maskz_permute_ps(0xffff, r.v, 0xb1)};
}
template <int Order>
Vec turn_blocks(Vec a) {
  return {_mm512_maskz_shuffle_f32x4(0xffff, a.v, a.v, Order)};
}
inline Vec largest_of(Vec a) {
  const Vec r = max(a, turn_blocks<0x4e>(a));
  return largest_of_blocks(max(r, turn_blocks<0xb1>(r)));
}
inline Vec sum_of(Vec a) {
  const Vec r = a + turn_blocks<0x4e>(a);
  return sum_of_blocks(r + turn_blocks<0xb1>(r));
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
