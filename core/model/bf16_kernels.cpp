#include "model/bf16_kernels.h"

#include <cmath>
#include <cstring>

#include "base/error.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "model/bf16_attention_kernel.h"

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

struct Avx512Product {
  static constexpr std::size_t strip = bf16_strip;
  static void multiply(const Bf16* a, std::size_t stride, const Bf16* packed, std::size_t inputs,
                       float* out, std::size_t out_stride) {
    Sums sums = starting_with(_mm512_setzero_ps(), _mm512_setzero_ps());
    model::multiply(a, stride, packed, inputs / 2, sums);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < bf16_strip; ++r) {
      _mm512_storeu_ps(out + r * out_stride, sums.low[r]);
      _mm512_storeu_ps(out + r * out_stride + lanes, sums.high[r]);
    }
  }
};

void attend_avx512(const Bf16Head& head, AttentionScratch<Avx512Product>& scratch, Bf16* out,
                   std::size_t out_stride, float* log_sums) {
  attend<Avx512Product>(head, scratch, out, out_stride, log_sums);
}

void attend_backward_avx512(const Bf16Head& head, const Bf16HeadGradient& gradient,
                            AttentionBackwardScratch<Avx512Product>& scratch) {
  attend_backward<Avx512Product>(head, gradient, scratch);
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
  AttentionScratch<Avx512Product> scratch(whole_panels(head.tokens), head.width);
  attend_avx512(head, scratch, out, out_stride, log_sums);
}

void bf16_attention_backward(const Bf16Head& head, const Bf16HeadGradient& gradient) {
  AttentionBackwardScratch<Avx512Product> scratch(whole_panels(head.tokens), head.width);
  attend_backward_avx512(head, gradient, scratch);
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
