#include <bit>

#include "crf/lattice_kernels_forms.h"

namespace penumbra::crf {
namespace {

/// 4 floats in GCC's and Clang's vector extension: whatever the processor has at least.
struct Vec {
  typedef float Floats __attribute__((vector_size(16)));
  typedef std::int32_t Ints __attribute__((vector_size(16)));
  static constexpr int width = 4;
  Floats v;

  static Vec all(float x) { return {Floats{x, x, x, x}}; }
  static Vec load(const float* p) {
    Vec r;
    __builtin_memcpy(&r.v, p, sizeof r.v);
    return r;
  }
  static Vec load_blocks(const float* p, int) { return load(p); }
  void store(float* p) const { __builtin_memcpy(p, &v, sizeof v); }
  void store_blocks(float* p, int) const { store(p); }
};
inline Vec operator+(Vec a, Vec b) { return {a.v + b.v}; }
inline Vec operator-(Vec a, Vec b) { return {a.v - b.v}; }
inline Vec operator*(Vec a, Vec b) { return {a.v * b.v}; }
inline Vec operator/(Vec a, Vec b) { return {a.v / b.v}; }
inline Vec multiply_add(Vec a, Vec b, Vec c) { return {a.v * b.v + c.v}; }
inline Vec max(Vec a, Vec b) { return {a.v > b.v ? a.v : b.v}; }
inline Vec round(Vec a) {
  const Vec::Floats shifted = a.v + (a.v < 0 ? Vec::all(-0.5f).v : Vec::all(0.5f).v);
  return {__builtin_convertvector(__builtin_convertvector(shifted, Vec::Ints), Vec::Floats)};
}
inline Vec times_power_of_two(Vec a, Vec n) {
  const Vec::Ints bits = (__builtin_convertvector(n.v, Vec::Ints) + 127) << 23;
  return {a.v * std::bit_cast<Vec::Floats>(bits)};
}
/// In every place, the largest value.
inline Vec largest_of(Vec a) {
  float r = a.v[0];
  for (int k = 1; k < Vec::width; ++k) r = a.v[k] > r ? a.v[k] : r;
  return Vec::all(r);
}
inline Vec sum_of(Vec a) { return Vec::all((a.v[0] + a.v[2]) + (a.v[1] + a.v[3])); }
inline Vec largest_of_blocks(Vec a) { return largest_of(a); }
inline Vec sum_of_blocks(Vec a) { return sum_of(a); }

#include "crf/lattice_kernels.inl"

}  // namespace

const LatticeKernels& portable_kernels() { return kernels; }

}  // namespace penumbra::crf
