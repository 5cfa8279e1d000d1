#include "model/attention_kernel.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace penumbra::model {
namespace {

// Sixteen floats: one AVX-512 register, two of AVX2, four of SSE. The compiler lowers it.
constexpr std::size_t lanes = 16;
typedef float Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(4), may_alias));
typedef std::int32_t Integers __attribute__((vector_size(lanes * sizeof(float)), aligned(4)));

constexpr std::size_t panel = 2 * lanes;  // keys that are multiplied together
constexpr std::size_t block_rows = 32;    // queries whose scores lie in the cache together
constexpr std::size_t chunk_keys = 64;    // values that lie in the first-level cache together

#define PENUMBRA_INLINE inline __attribute__((always_inline))

PENUMBRA_INLINE Vector load(const float* p) { return *reinterpret_cast<const Vector*>(p); }
PENUMBRA_INLINE void store(float* p, Vector v) { *reinterpret_cast<Vector*>(p) = v; }

/// e^x for x <= 0, relative error below 2e-7 (Cody and Waite's reduction, polynomial of degree 6).
PENUMBRA_INLINE Vector exponential(Vector x) {
  constexpr float lowest = -87.0F, log2e = 1.44269504F, rounding = 12582912.0F;
  x = x < lowest ? Vector{} + lowest : x;
  const Vector shifted = x * log2e + rounding;  // its low bits hold the rounded exponent
  const Vector n = shifted - rounding;
  const Vector f = x - n * 0.693359375F - n * -2.12194440e-4F;
  Vector p = f * 1.3981999e-3F + 8.3334519e-3F;
  p = p * f + 4.1665795e-2F;
  p = p * f + 1.6666665e-1F;
  p = p * f + 0.5F;
  p = p * f * f + f + 1.0F;
  return reinterpret_cast<Vector>(reinterpret_cast<Integers>(p) +
                                  (reinterpret_cast<Integers>(shifted) << 23));
}

/// scores[r][0..panel) = q_r . keys for R rows. packed: width x panel.
template <std::size_t R>
PENUMBRA_INLINE void multiply_keys(const float* q, std::size_t width, const float* packed,
                                   float* scores, std::size_t stride) {
  Vector low[R] = {}, high[R] = {};
  for (std::size_t i = 0; i < width; ++i) {
    const Vector a = load(packed + i * panel), b = load(packed + i * panel + lanes);
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += q[r * width + i] * a;
      high[r] += q[r * width + i] * b;
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    store(scores + r * stride, low[r]);
    store(scores + r * stride + lanes, high[r]);
  }
}

/// out[r][0..panel) += sum over keys of scores[r][key] * values[key][0..panel).
template <std::size_t R>
PENUMBRA_INLINE void multiply_values(const float* scores, std::size_t stride, std::size_t keys,
                                     const float* values, std::size_t value_stride, float* out,
                                     std::size_t out_stride) {
  Vector low[R], high[R];
  for (std::size_t r = 0; r < R; ++r) {
    low[r] = load(out + r * out_stride);
    high[r] = load(out + r * out_stride + lanes);
  }
  for (std::size_t key = 0; key < keys; ++key) {
    const Vector a = load(values + key * value_stride),
                 b = load(values + key * value_stride + lanes);
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += scores[r * stride + key] * a;
      high[r] += scores[r * stride + key] * b;
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    store(out + r * out_stride, low[r]);
    store(out + r * out_stride + lanes, high[r]);
  }
}

/// Turns a row of scores into exponentials of their distance to the largest; returns 1 / their sum.
/// The row is padded to whole panels; what lies behind `keys` becomes 0.
PENUMBRA_INLINE float exponentials(float* row, std::size_t keys, std::size_t padded) {
  for (std::size_t i = keys; i < padded; ++i) row[i] = -1e30F;
  Vector largest = load(row);
  for (std::size_t i = lanes; i < padded; i += lanes) {
    const Vector x = load(row + i);
    largest = x > largest ? x : largest;
  }
  float top = largest[0];
  for (std::size_t i = 1; i < lanes; ++i) top = std::max(top, largest[i]);
  Vector sum = {};
  for (std::size_t i = 0; i < padded; i += lanes) {
    const Vector e = exponential(load(row + i) - top);
    sum += e;
    store(row + i, e);
  }
  float total = 0;
  for (std::size_t i = 0; i < lanes; ++i) total += sum[i];
  return 1 / total;
}

/// R: rows that are multiplied together, by the number of registers.
template <std::size_t R>
PENUMBRA_INLINE void head(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
                          std::size_t width, float* out, std::size_t out_stride) {
  const std::size_t panels = (keys + panel - 1) / panel, padded = panels * panel;
  std::vector<float> packed(panels * width * panel);  // panels x width x panel
  for (std::size_t key = 0; key < keys; ++key)
    for (std::size_t i = 0; i < width; ++i)
      packed[(key / panel * width + i) * panel + key % panel] = k.data[key * k.stride + i];
  std::vector<float> queries(block_rows * width), scores(block_rows * padded), sums(block_rows);
  std::vector<float> block(block_rows * width);
  const float scale = 1 / std::sqrt(static_cast<float>(width));

  for (std::size_t first = 0; first < rows; first += block_rows) {
    const std::size_t count = std::min(block_rows, rows - first);
    const std::size_t whole = (count + R - 1) / R * R;
    std::fill(queries.begin(), queries.end(), 0.0F);
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t i = 0; i < width; ++i)
        queries[r * width + i] = q.data[(first + r) * q.stride + i] * scale;
    for (std::size_t p = 0; p < panels; ++p)
      for (std::size_t r = 0; r < whole; r += R)
        multiply_keys<R>(&queries[r * width], width, &packed[p * width * panel],
                         &scores[r * padded + p * panel], padded);
    for (std::size_t r = 0; r < whole; ++r)
      sums[r] = exponentials(&scores[r * padded], keys, padded);
    std::fill(block.begin(), block.end(), 0.0F);
    for (std::size_t key = 0; key < keys; key += chunk_keys)
      for (std::size_t column = 0; column < width; column += panel)
        for (std::size_t r = 0; r < whole; r += R)
          multiply_values<R>(&scores[r * padded + key], padded, std::min(chunk_keys, keys - key),
                             v.data + key * v.stride + column, v.stride, &block[r * width + column],
                             width);
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t i = 0; i < width; ++i)
        out[(first + r) * out_stride + i] = block[r * width + i] * sums[r];
  }
}

#if defined(__x86_64__)
__attribute__((target("avx512f"))) void head_avx512(HeadRows q, std::size_t rows, HeadRows k,
                                                    HeadRows v, std::size_t keys, std::size_t width,
                                                    float* out, std::size_t out_stride) {
  head<8>(q, rows, k, v, keys, width, out, out_stride);
}

__attribute__((target("avx2,fma"))) void head_avx2(HeadRows q, std::size_t rows, HeadRows k,
                                                   HeadRows v, std::size_t keys, std::size_t width,
                                                   float* out, std::size_t out_stride) {
  head<2>(q, rows, k, v, keys, width, out, out_stride);
}
#endif

}  // namespace

void attention_head(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
                    std::size_t width, float* out, std::size_t out_stride) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f"))
    return head_avx512(q, rows, k, v, keys, width, out, out_stride);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return head_avx2(q, rows, k, v, keys, width, out, out_stride);
#endif
  head<2>(q, rows, k, v, keys, width, out, out_stride);
}

}  // namespace penumbra::model
