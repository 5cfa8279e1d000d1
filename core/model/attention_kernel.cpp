#include "model/attention_kernel.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/vectors.h"

namespace penumbra::model {
namespace {

constexpr std::size_t block_rows = 24;  // queries whose scores lie in the cache together
constexpr std::size_t chunk_keys = 64;  // values that lie in the first-level cache together

/// scores[r][0..panel) = q_r . keys for R rows. packed: width x panel.
template <typename V, std::size_t R>
PENUMBRA_INLINE void multiply_keys(const float* q, std::size_t width, const float* packed,
                                   float* scores, std::size_t stride) {
  using Floats = typename V::Floats;
  constexpr std::size_t panel = 2 * V::lanes;
  Floats low[R] = {}, high[R] = {};
  for (std::size_t i = 0; i < width; ++i) {
    const Floats a = V::load(packed + i * panel), b = V::load(packed + i * panel + V::lanes);
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += q[r * width + i] * a;
      high[r] += q[r * width + i] * b;
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    V::store(scores + r * stride, low[r]);
    V::store(scores + r * stride + V::lanes, high[r]);
  }
}

/// out[r][0..panel) += sum over keys of scores[r][key] * values[key][0..panel).
template <typename V, std::size_t R>
PENUMBRA_INLINE void multiply_values(const float* scores, std::size_t stride, std::size_t keys,
                                     const float* values, std::size_t value_stride, float* out,
                                     std::size_t out_stride) {
  using Floats = typename V::Floats;
  Floats low[R], high[R];
  for (std::size_t r = 0; r < R; ++r) {
    low[r] = V::load(out + r * out_stride);
    high[r] = V::load(out + r * out_stride + V::lanes);
  }
  for (std::size_t key = 0; key < keys; ++key) {
    const Floats a = V::load(values + key * value_stride),
                 b = V::load(values + key * value_stride + V::lanes);
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += scores[r * stride + key] * a;
      high[r] += scores[r * stride + key] * b;
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    V::store(out + r * out_stride, low[r]);
    V::store(out + r * out_stride + V::lanes, high[r]);
  }
}

/// Turns a row of scores into exponentials of their distance to the largest; returns 1 / their sum.
/// The row is padded to whole panels; what lies behind `keys` becomes 0.
template <typename V>
PENUMBRA_INLINE float exponentials(float* row, std::size_t keys, std::size_t padded) {
  using Floats = typename V::Floats;
  for (std::size_t i = keys; i < padded; ++i) row[i] = -1e30F;
  Floats largest = V::load(row);
  for (std::size_t i = V::lanes; i < padded; i += V::lanes) {
    const Floats x = V::load(row + i);
    largest = x > largest ? x : largest;
  }
  const float top = V::largest(largest);
  Floats total = {};
  for (std::size_t i = 0; i < padded; i += V::lanes) {
    const Floats e = V::exponential(V::load(row + i) - top);
    total += e;
    V::store(row + i, e);
  }
  return 1 / V::sum(total);
}

/// R: rows that are multiplied together, by the number of registers.
template <typename V, std::size_t R>
PENUMBRA_INLINE void head(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
                          std::size_t width, float* out, std::size_t out_stride) {
  static_assert(block_rows % R == 0);
  constexpr std::size_t panel = 2 * V::lanes;  // keys that are multiplied together
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
        multiply_keys<V, R>(&queries[r * width], width, &packed[p * width * panel],
                            &scores[r * padded + p * panel], padded);
    for (std::size_t r = 0; r < whole; ++r)
      sums[r] = exponentials<V>(&scores[r * padded], keys, padded);
    std::fill(block.begin(), block.end(), 0.0F);
    for (std::size_t key = 0; key < keys; key += chunk_keys)
      for (std::size_t column = 0; column < width; column += panel)
        for (std::size_t r = 0; r < whole; r += R)
          multiply_values<V, R>(&scores[r * padded + key], padded, std::min(chunk_keys, keys - key),
                                v.data + key * v.stride + column, v.stride,
                                &block[r * width + column], width);
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t i = 0; i < width; ++i)
        out[(first + r) * out_stride + i] = block[r * width + i] * sums[r];
  }
}

#if defined(__x86_64__)
__attribute__((target("avx512f"))) void head_avx512(HeadRows q, std::size_t rows, HeadRows k,
                                                    HeadRows v, std::size_t keys, std::size_t width,
                                                    float* out, std::size_t out_stride) {
  head<VectorOf<16>, 12>(q, rows, k, v, keys, width, out, out_stride);
}

__attribute__((target("avx2,fma"))) void head_avx2(HeadRows q, std::size_t rows, HeadRows k,
                                                   HeadRows v, std::size_t keys, std::size_t width,
                                                   float* out, std::size_t out_stride) {
  head<VectorOf<8>, 6>(q, rows, k, v, keys, width, out, out_stride);
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
  head<VectorOf<4>, 4>(q, rows, k, v, keys, width, out, out_stride);
}

}  // namespace penumbra::model
