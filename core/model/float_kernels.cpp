#include "model/float_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

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
/// `finish` takes each vector of outputs of each row. Woven: strips of R rows lie value by value.
template <bool Woven, typename V, std::size_t R, typename Finish>
PENUMBRA_INLINE void multiply(const float* a, std::size_t rows, const FloatLinear& layer,
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
          const float value = strip[Woven ? i * R + r : r * inputs + i];
          low[r] += value * x;
          high[r] += value * y;
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

template <typename V, std::size_t R, typename Finish>
PENUMBRA_INLINE void linear(const float* a, std::size_t rows, const FloatLinear& layer,
                            const Finish& finish) {
  constexpr std::size_t page = 1024;  // rows that lie pages apart push each other out of the cache
  const std::size_t inputs = layer.inputs;
  if (inputs % page != 0) return multiply<false, V, R>(a, rows, layer, finish);
  CacheLines<float> woven((rows + R - 1) / R * R * inputs);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < inputs; ++i)
      woven[(row / R * inputs + i) * R + row % R] = a[row * inputs + i];
  multiply<true, V, R>(woven.data(), rows, layer, finish);
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

constexpr std::size_t block_rows = 256;  // rows whose products are summed in registers

/// Strips of R columns of a, row by row; zeros behind the last column.
template <std::size_t R>
PENUMBRA_INLINE void pack_strips(const RowProducts& of, std::size_t first, std::size_t rows,
                                 float* strips) {
  for (std::size_t column = 0; column < of.a_columns; column += R, strips += block_rows * R) {
    const std::size_t width = of.a_columns - column < R ? of.a_columns - column : R;
    for (std::size_t row = 0; row < rows; ++row) {
      const float* const from = of.a + (first + row) * of.a_stride + column;
      float* const to = strips + row * R;
      for (std::size_t r = 0; r < R; ++r) to[r] = r < width ? from[r] : 0;
    }
  }
}

/// out[r][0..2 lanes), out_stride apart, becomes or grows by the sum of rows of strip[row][r] *
/// panel[row][..].
template <typename V, std::size_t R>
PENUMBRA_INLINE void sum_strip(const float* strip, const float* panel, std::size_t rows, bool grow,
                               std::size_t columns, float* out, std::size_t out_stride) {
  using Floats = typename V::Floats;
  Floats low[R], high[R];
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
    const bool old = grow && r < columns;
    low[r] = old ? V::load(out + r * out_stride) : Floats{};
    high[r] = old ? V::load(out + r * out_stride + V::lanes) : Floats{};
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const Floats x = V::load(panel + row * float_panel);
    const Floats y = V::load(panel + row * float_panel + V::lanes);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += strip[row * R + r] * x;
      high[r] += strip[row * R + r] * y;
    }
  }
#pragma GCC unroll 12
  for (std::size_t r = 0; r < R; ++r) {
    if (r >= columns) break;
    V::store(out + r * out_stride, low[r]);
    V::store(out + r * out_stride + V::lanes, high[r]);
  }
}

template <typename V, std::size_t R>
PENUMBRA_INLINE void sum_products(const RowProducts& of, float* out, float* sums) {
  const std::size_t strip_count = (of.a_columns + R - 1) / R;
  CacheLines<float> strips(strip_count * R * block_rows), panel(block_rows * float_panel);
  if (sums) std::fill_n(sums, of.a_columns, 0.0F);
  for (std::size_t first = 0; first < of.rows; first += block_rows) {
    const std::size_t rows = of.rows - first < block_rows ? of.rows - first : block_rows;
    pack_strips<R>(of, first, rows, strips.data());
    for (std::size_t row = 0; sums && row < rows; ++row)
      for (std::size_t i = 0; i < of.a_columns; ++i)
        sums[i] += of.a[(first + row) * of.a_stride + i];
    for (std::size_t column = 0; column < of.b_columns; column += float_panel) {
      for (std::size_t row = 0; row < rows; ++row)
        std::memcpy(panel.data() + row * float_panel, of.b + (first + row) * of.b_columns + column,
                    float_panel * sizeof(float));
      for (std::size_t s = 0; s < strip_count; ++s)
        for (std::size_t part = 0; part < float_panel; part += 2 * V::lanes)
          sum_strip<V, R>(strips.data() + s * R * block_rows, panel.data() + part, rows, first > 0,
                          of.a_columns - s * R, out + s * R * of.b_columns + column + part,
                          of.b_columns);
    }
  }
}

#define PENUMBRA_KERNELS(name, attribute, lanes, R)                                        \
  attribute void norm_##name(const float* x, std::size_t rows, const PackedNorm& norm,     \
                             float* out) {                                                 \
    normalise<VectorOf<lanes>>(x, rows, norm, out);                                        \
  }                                                                                        \
  template <typename Finish>                                                               \
  attribute void linear_##name(const float* a, std::size_t rows, const FloatLinear& layer, \
                               float* out) {                                               \
    linear<VectorOf<lanes>, R>(a, rows, layer, Finish{out, layer.outputs});                \
  }                                                                                        \
  attribute void sum_products_##name(const RowProducts& of, float* out, float* sums) {     \
    sum_products<VectorOf<lanes>, R>(of, out, sums);                                       \
  }                                                                                        \
  constexpr FloatKernels kernels_##name{#name,                                             \
                                        norm_##name,                                       \
                                        linear_##name<Store<VectorOf<lanes>>>,             \
                                        linear_##name<StoreGelu<VectorOf<lanes>>>,         \
                                        linear_##name<Add<VectorOf<lanes>>>,               \
                                        sum_products_##name};

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

const FloatKernels& float_kernels() {
  static const FloatKernels fastest = available_float_kernels().back();
  return fastest;
}

void pack_panels(const float* weight, std::size_t outputs, std::size_t inputs, float* packed) {
  for (std::size_t first = 0; first < outputs; first += float_panel) {
    float* const panel = packed + first * inputs;
    // A few rows at a time: more of them, a power of two apart, push each other out of the cache.
    constexpr std::size_t few = 8;
    for (std::size_t rows = 0; rows < float_panel; rows += few)
      for (std::size_t i = 0; i < inputs; ++i)
        for (std::size_t o = rows; o < rows + few; ++o)
          panel[i * float_panel + o] = weight[(first + o) * inputs + i];
  }
}

void pack_turned_panels(const float* weight, std::size_t columns, std::size_t outputs,
                        std::size_t inputs, float* packed) {
  for (std::size_t first = 0; first < columns; first += float_panel)
    for (std::size_t o = 0; o < outputs; ++o)
      std::memcpy(packed + first * outputs + o * float_panel, weight + o * inputs + first,
                  float_panel * sizeof(float));
}

FloatLinear pack_float_linear(const float* weight, const float* bias, std::size_t outputs,
                              std::size_t inputs) {
  FloatLinear layer{inputs, outputs, CacheLines<float>(outputs * inputs), {bias, bias + outputs}};
  pack_panels(weight, outputs, inputs, layer.weight.data());
  return layer;
}

}  // namespace penumbra::model
