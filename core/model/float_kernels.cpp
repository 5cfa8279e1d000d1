#include "model/float_kernels.h"

#include <cmath>

#include "model/vectors.h"

namespace penumbra::model {
namespace {

template <typename V>
struct Store {
  float* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, typename V::Floats v) const {
    V::store(out + row * stride + output, v);
  }
};

template <typename V>
struct StoreGelu {
  float* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, typename V::Floats v) const {
    V::store(out + row * stride + output, V::gelu(v));
  }
};

template <typename V>
struct Add {
  float* out;
  std::size_t stride;
  PENUMBRA_INLINE void operator()(std::size_t row, std::size_t output, typename V::Floats v) const {
    float* const at = out + row * stride + output;
    V::store(at, V::load(at) + v);
  }
};

/// R: rows that are multiplied together with two vectors of outputs, by the number of registers.
/// `finish` takes each vector of outputs of each row.
template <typename V, std::size_t R, typename Finish>
PENUMBRA_INLINE void linear(const float* a, std::size_t rows, const FloatLinear& layer,
                            const Finish& finish) {
  constexpr std::size_t together = 2 * V::lanes;
  static_assert(float_strip % R == 0 && float_panel % together == 0);
  using Floats = typename V::Floats;
  const std::size_t inputs = layer.inputs;
  for (std::size_t first = 0; first < layer.outputs; first += together) {
    const float* const packed =
        layer.weight.data() + first / float_panel * float_panel * inputs + first % float_panel;
    const Floats bias_low = V::load(layer.bias.data() + first);
    const Floats bias_high = V::load(layer.bias.data() + first + V::lanes);
    for (std::size_t row = 0; row < rows; row += R) {
      const float* const strip = a + row * inputs;
      Floats low[R], high[R];
#pragma GCC unroll 12
      for (std::size_t r = 0; r < R; ++r) {
        low[r] = bias_low;
        high[r] = bias_high;
      }
      for (std::size_t i = 0; i < inputs; ++i) {
        const Floats x = V::load(packed + i * float_panel);
        const Floats y = V::load(packed + i * float_panel + V::lanes);
#pragma GCC unroll 12
        for (std::size_t r = 0; r < R; ++r) {
          low[r] += strip[r * inputs + i] * x;
          high[r] += strip[r * inputs + i] * y;
        }
      }
#pragma GCC unroll 12
      for (std::size_t r = 0; r < R; ++r) {
        if (row + r >= rows) break;
        finish(row + r, first, low[r]);
        finish(row + r, first + V::lanes, high[r]);
      }
    }
  }
}

template <typename V>
PENUMBRA_INLINE void normalise(const float* x, std::size_t rows, const PackedNorm& norm,
                               float* out) {
  using Floats = typename V::Floats;
  const std::size_t width = norm.weight.size();
  for (std::size_t r = 0; r < rows; ++r) {
    const float* const row = x + r * width;
    Floats total = {};
    for (std::size_t i = 0; i < width; i += V::lanes) total += V::load(row + i);
    const float mean = V::sum(total) / static_cast<float>(width);
    Floats squares = {};
    for (std::size_t i = 0; i < width; i += V::lanes) {
      const Floats d = V::load(row + i) - mean;
      squares += d * d;
    }
    const float factor = 1 / std::sqrt(V::sum(squares) / static_cast<float>(width) + norm.epsilon);
    for (std::size_t i = 0; i < width; i += V::lanes)
      V::store(out + r * width + i,
               (V::load(row + i) - mean) * factor * V::load(norm.weight.data() + i) +
                   V::load(norm.bias.data() + i));
  }
}

#define PENUMBRA_KERNELS(name, attribute, lanes, R)                                                \
  attribute void norm_##name(const float* x, std::size_t rows, const PackedNorm& norm,             \
                             float* out) {                                                         \
    normalise<VectorOf<lanes>>(x, rows, norm, out);                                                \
  }                                                                                                \
  template <typename Finish>                                                                       \
  attribute void linear_##name(const float* a, std::size_t rows, const FloatLinear& layer,         \
                               float* out) {                                                       \
    linear<VectorOf<lanes>, R>(a, rows, layer, Finish{out, layer.outputs});                        \
  }                                                                                                \
  constexpr FloatKernels kernels_##name{#name, norm_##name, linear_##name<Store<VectorOf<lanes>>>, \
                                        linear_##name<StoreGelu<VectorOf<lanes>>>,                 \
                                        linear_##name<Add<VectorOf<lanes>>>};

PENUMBRA_KERNELS(portable, , 4, 4)
#if defined(__x86_64__)
PENUMBRA_KERNELS(avx2, __attribute__((target("avx2,fma"))), 8, 6)
PENUMBRA_KERNELS(avx512, __attribute__((target("avx512f"))), 16, 12)
#endif
#undef PENUMBRA_KERNELS

}  // namespace

std::vector<FloatKernels> available_float_kernels() {
  std::vector<FloatKernels> kernels{kernels_portable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    kernels.push_back(kernels_avx2);
  if (__builtin_cpu_supports("avx512f")) kernels.push_back(kernels_avx512);
#endif
  return kernels;
}

FloatLinear pack_float_linear(const float* weight, const float* bias, std::size_t outputs,
                              std::size_t inputs) {
  FloatLinear layer{inputs, outputs, CacheLines<float>(outputs * inputs), {bias, bias + outputs}};
  for (std::size_t first = 0; first < outputs; first += float_panel) {
    float* const panel = layer.weight.data() + first * inputs;
    for (std::size_t i = 0; i < inputs; ++i)
      for (std::size_t o = 0; o < float_panel; ++o)
        panel[i * float_panel + o] = weight[(first + o) * inputs + i];
  }
  return layer;
}

}  // namespace penumbra::model
