#pragma once

#include <cstddef>
#include <cstdint>

// Several floats at a time, for kernels that are compiled once for each set of instructions, with
// vectors as wide as its registers: GCC keeps wider ones in memory. Sources that include this are
// compiled with -Wno-psabi and -ffp-contract=fast.

#define PENUMBRA_INLINE inline __attribute__((always_inline))

namespace penumbra::model {

template <std::size_t Lanes>
struct VectorOf {
  typedef float Floats
      __attribute__((vector_size(Lanes * sizeof(float)), aligned(sizeof(float)), may_alias));
  typedef std::int32_t Integers
      __attribute__((vector_size(Lanes * sizeof(float)), aligned(sizeof(float)), may_alias));

  static constexpr std::size_t lanes = Lanes;

  PENUMBRA_INLINE static Floats load(const float* p) { return *reinterpret_cast<const Floats*>(p); }
  PENUMBRA_INLINE static void store(float* p, Floats v) { *reinterpret_cast<Floats*>(p) = v; }

  PENUMBRA_INLINE static float sum(Floats v) {
    float of[lanes], total = 0;
    store(of, v);
    for (const float x : of) total += x;
    return total;
  }

  PENUMBRA_INLINE static float largest(Floats v) {
    float of[lanes];
    store(of, v);
    float top = of[0];
    for (const float x : of) top = top < x ? x : top;
    return top;
  }

  /// e^x for x <= 0, relative error below 2e-7 (Cody and Waite's reduction, polynomial of degree
  /// 6).
  PENUMBRA_INLINE static Floats exponential(Floats x) {
    constexpr float lowest = -87.0F, log2e = 1.44269504F, rounding = 12582912.0F;
    x = x < lowest ? Floats{} + lowest : x;
    const Floats shifted = x * log2e + rounding;  // its low bits hold the rounded exponent
    const Floats n = shifted - rounding;
    const Floats f = x - n * 0.693359375F - n * -2.12194440e-4F;
    Floats p = f * 1.3981999e-3F + 8.3334519e-3F;
    p = p * f + 4.1665795e-2F;
    p = p * f + 1.6666665e-1F;
    p = p * f + 0.5F;
    p = p * f * f + f + 1.0F;
    return reinterpret_cast<Floats>(reinterpret_cast<Integers>(p) +
                                    (reinterpret_cast<Integers>(shifted) << 23));
  }

  /// x times the normal distribution function of x; the error function by Abramowitz and Stegun's
  /// 7.1.26 (absolute error below 1.5e-7).
  PENUMBRA_INLINE static Floats gelu(Floats x) {
    const Floats a = (x < 0 ? -x : x) * 0.707106781F;
    const Floats t = 1.0F / (a * 0.3275911F + 1.0F);
    Floats p = t * (0.5F * 1.061405429F) + 0.5F * -1.453152027F;
    p = p * t + 0.5F * 1.421413741F;
    p = p * t + 0.5F * -0.284496736F;
    p = p * t + 0.5F * 0.254829592F;
    const Floats tail = p * t * exponential(-a * a);
    return x * (x > 0 ? 1.0F - tail : tail);
  }
};

}  // namespace penumbra::model
