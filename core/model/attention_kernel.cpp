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

/// out[r][0..panel) += sum over i of scores[r * row_step + i * step] * values[i][0..panel).
template <typename V, std::size_t R>
PENUMBRA_INLINE void multiply_values(const float* scores, std::size_t row_step, std::size_t step,
                                     std::size_t count, const float* values,
                                     std::size_t value_stride, float* out, std::size_t out_stride) {
  using Floats = typename V::Floats;
  Floats low[R], high[R];
  for (std::size_t r = 0; r < R; ++r) {
    low[r] = V::load(out + r * out_stride);
    high[r] = V::load(out + r * out_stride + V::lanes);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Floats a = V::load(values + i * value_stride),
                 b = V::load(values + i * value_stride + V::lanes);
    for (std::size_t r = 0; r < R; ++r) {
      low[r] += scores[r * row_step + i * step] * a;
      high[r] += scores[r * row_step + i * step] * b;
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    V::store(out + r * out_stride, low[r]);
    V::store(out + r * out_stride + V::lanes, high[r]);
  }
}

struct RowSum {
  float share;    ///< 1 / the sum of the row's exponentials
  float log_sum;  ///< of the exponentials of the scores themselves
};

/// Turns a row of scores into exponentials of their distance to the largest. The row is padded to
/// whole panels; what lies behind `keys` becomes 0.
template <typename V>
PENUMBRA_INLINE RowSum exponentials(float* row, std::size_t keys, std::size_t padded) {
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
  const float sum = V::sum(total);
  return {1 / sum, top + std::log(sum)};
}

/// Keys in panels for `multiply_keys`: panels x width x panel; zeros behind the last key.
template <std::size_t Panel>
std::vector<float> pack_keys(HeadRows k, std::size_t keys, std::size_t width) {
  std::vector<float> packed((keys + Panel - 1) / Panel * width * Panel);
  for (std::size_t key = 0; key < keys; ++key)
    for (std::size_t i = 0; i < width; ++i)
      packed[(key / Panel * width + i) * Panel + key % Panel] = k.data[key * k.stride + i];
  return packed;
}

/// `count` rows times `scale`, one after the other; zeros behind them.
inline void gather_rows(HeadRows from, std::size_t first, std::size_t count, std::size_t width,
                        float scale, std::vector<float>& block) {
  std::fill(block.begin(), block.end(), 0.0F);
  for (std::size_t r = 0; r < count; ++r)
    for (std::size_t i = 0; i < width; ++i)
      block[r * width + i] = from.data[(first + r) * from.stride + i] * scale;
}

/// block (rows x width) = scores (stride apart) values.
template <typename V, std::size_t R>
PENUMBRA_INLINE void sum_values(const float* scores, std::size_t stride, std::size_t rows,
                                HeadRows v, std::size_t keys, std::size_t width,
                                std::vector<float>& block) {
  constexpr std::size_t panel = 2 * V::lanes;
  std::fill(block.begin(), block.end(), 0.0F);
  for (std::size_t key = 0; key < keys; key += chunk_keys)
    for (std::size_t column = 0; column < width; column += panel)
      for (std::size_t r = 0; r < rows; r += R)
        multiply_values<V, R>(&scores[r * stride + key], stride, 1,
                              std::min(chunk_keys, keys - key), v.data + key * v.stride + column,
                              v.stride, &block[r * width + column], width);
}

/// scores (rows x stride) = block (rows x width) times packed keys.
template <typename V, std::size_t R>
PENUMBRA_INLINE void score(const std::vector<float>& block, std::size_t rows, std::size_t width,
                           const std::vector<float>& packed, float* scores, std::size_t stride) {
  constexpr std::size_t panel = 2 * V::lanes;
  for (std::size_t p = 0; p < packed.size() / (width * panel); ++p)
    for (std::size_t r = 0; r < rows; r += R)
      multiply_keys<V, R>(&block[r * width], width, &packed[p * width * panel],
                          &scores[r * stride + p * panel], stride);
}

constexpr std::size_t round_up(std::size_t count, std::size_t to) {
  return (count + to - 1) / to * to;
}

/// R: rows that are multiplied together, by the number of registers.
template <typename V, std::size_t R>
PENUMBRA_INLINE void head(HeadRows q, std::size_t rows, HeadRows k, HeadRows v, std::size_t keys,
                          std::size_t width, float* out, std::size_t out_stride, float* log_sums) {
  static_assert(block_rows % R == 0);
  constexpr std::size_t panel = 2 * V::lanes;  // keys that are multiplied together
  const std::size_t padded = round_up(keys, panel);
  const auto packed = pack_keys<panel>(k, keys, width);
  std::vector<float> queries(block_rows * width), scores(block_rows * padded);
  std::vector<float> block(block_rows * width);
  const float scale = 1 / std::sqrt(static_cast<float>(width));

  for (std::size_t first = 0; first < rows; first += block_rows) {
    const std::size_t count = std::min(block_rows, rows - first), whole = round_up(count, R);
    gather_rows(q, first, count, width, scale, queries);
    score<V, R>(queries, whole, width, packed, scores.data(), padded);
    float shares[block_rows];
    for (std::size_t r = 0; r < whole; ++r) {
      const auto [share, log_sum] = exponentials<V>(&scores[r * padded], keys, padded);
      shares[r] = share;
      if (log_sums && r < count) log_sums[first + r] = log_sum;
    }
    sum_values<V, R>(scores.data(), padded, whole, v, keys, width, block);
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t i = 0; i < width; ++i)
        out[(first + r) * out_stride + i] = block[r * width + i] * shares[r];
  }
}

/// Probabilities are computed again, a block of queries at a time.
template <typename V, std::size_t R>
PENUMBRA_INLINE void backward(const AttentionHead<float>& head,
                              const AttentionGradient<float>& gradient) {
  const std::size_t tokens = head.tokens, width = head.width;
  const HeadRows q{head.q, head.stride}, k{head.k, head.stride}, v{head.v, head.stride};
  using Floats = typename V::Floats;
  constexpr std::size_t panel = 2 * V::lanes;
  // Strips of R keys are read from rows of scores, too.
  const std::size_t strips = round_up(tokens, R);
  const std::size_t stride = std::max(round_up(tokens, panel), round_up(strips, V::lanes));
  const auto keys = pack_keys<panel>(k, tokens, width), values = pack_keys<panel>(v, tokens, width);
  std::vector<float> queries(block_rows * width), of_out(block_rows * width);
  std::vector<float> probabilities(block_rows * stride), flows(block_rows * stride);
  std::vector<float> block(block_rows * width), of_k(strips * width), of_v(strips * width);
  const float scale = 1 / std::sqrt(static_cast<float>(width));

  for (std::size_t first = 0; first < tokens; first += block_rows) {
    const std::size_t count = std::min(block_rows, tokens - first), whole = round_up(count, R);
    gather_rows(q, first, count, width, scale, queries);
    gather_rows({gradient.of_out, gradient.out_stride}, first, count, width, 1, of_out);
    score<V, R>(queries, whole, width, keys, probabilities.data(), stride);
    score<V, R>(of_out, whole, width, values, flows.data(), stride);
    for (std::size_t r = 0; r < count; ++r) {
      const float log_sum = gradient.log_sums[first + r], product = gradient.products[first + r];
      float *const p = &probabilities[r * stride], *const flow = &flows[r * stride];
      for (std::size_t i = 0; i < stride; i += V::lanes) {
        const Floats e = V::exponential(V::load(p + i) - log_sum);
        V::store(p + i, e);
        V::store(flow + i, e * (V::load(flow + i) - product));
      }
    }
    for (std::size_t key = 0; key < strips; key += R)
      for (std::size_t column = 0; column < width; column += panel) {
        multiply_values<V, R>(&probabilities[key], 1, stride, count, &of_out[column], width,
                              &of_v[key * width + column], width);
        multiply_values<V, R>(&flows[key], 1, stride, count, &queries[column], width,
                              &of_k[key * width + column], width);
      }
    sum_values<V, R>(flows.data(), stride, whole, k, tokens, width, block);
    for (std::size_t r = 0; r < count; ++r)
      for (std::size_t i = 0; i < width; ++i)
        gradient.of_q[(first + r) * gradient.stride + i] = block[r * width + i] * scale;
  }
  for (std::size_t key = 0; key < tokens; ++key) {
    std::copy_n(&of_k[key * width], width, gradient.of_k + key * gradient.stride);
    std::copy_n(&of_v[key * width], width, gradient.of_v + key * gradient.stride);
  }
}

#define PENUMBRA_KERNELS(name, attribute, lanes, R)                                  \
  attribute void head_##name(HeadRows q, std::size_t rows, HeadRows k, HeadRows v,   \
                             std::size_t keys, std::size_t width, float* out,        \
                             std::size_t out_stride, float* log_sums) {              \
    head<VectorOf<lanes>, R>(q, rows, k, v, keys, width, out, out_stride, log_sums); \
  }                                                                                  \
  attribute void backward_##name(const AttentionHead<float>& head,                   \
                                 const AttentionGradient<float>& gradient) {         \
    backward<VectorOf<lanes>, R>(head, gradient);                                    \
  }                                                                                  \
  constexpr AttentionKernels kernels_##name{#name, head_##name, backward_##name};

PENUMBRA_KERNELS(portable, , 4, 4)
#if defined(__x86_64__)
PENUMBRA_KERNELS(avx2, __attribute__((target("avx2,fma"))), 8, 6)
PENUMBRA_KERNELS(avx512, __attribute__((target("avx512f"))), 16, 12)
#endif
#undef PENUMBRA_KERNELS

}  // namespace

std::vector<AttentionKernels> available_attention_kernels() {
  std::vector<AttentionKernels> kernels{kernels_portable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    kernels.push_back(kernels_avx2);
  if (__builtin_cpu_supports("avx512f")) kernels.push_back(kernels_avx512);
#endif
  return kernels;
}

const AttentionKernels& attention_kernels() {
  static const AttentionKernels fastest = available_attention_kernels().back();
  return fastest;
}

}  // namespace penumbra::model
