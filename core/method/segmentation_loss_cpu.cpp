#include "method/segmentation_loss_cpu.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "method/vectorised.h"

namespace penumbra::method {
namespace {

/// e^x for x <= 0 with a relative error below 2e-7 (Cody and Waite's reduction).
inline float exponential(float x) {
  constexpr float lowest = -87.0F, log2e = 1.44269504F, rounding = 12582912.0F;
  x = x < lowest ? lowest : x;
  const float shifted = x * log2e + rounding;  // its low bits hold the rounded exponent
  const float n = shifted - rounding;
  const float f = x - n * 0.693359375F - n * -2.12194440e-4F;
  float p = f * 1.3981999e-3F + 8.3334519e-3F;
  p = p * f + 4.1665795e-2F;
  p = p * f + 1.6666665e-1F;
  p = p * f + 0.5F;
  p = p * f * f + f + 1.0F;
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) +
                              (std::bit_cast<std::int32_t>(shifted) << 23));
}

PENUMBRA_VECTORISED
void stretch_row(const float* logits, const ColumnSegment* segments, std::size_t count,
                 const float* share, float* out) {
  for (std::size_t s = 0; s < count; ++s) {
    const auto& segment = segments[s];
    const float left = logits[segment.left], rise = logits[segment.right] - left;
    for (int x = segment.begin; x < segment.end; ++x) out[x] = left + share[x] * rise;
  }
}

PENUMBRA_VECTORISED
void gather_row(const float* gradient, const ColumnSegment* segments, std::size_t count,
                const float* share, float* out) {
  for (std::size_t s = 0; s < count; ++s) {
    const auto& segment = segments[s];
    constexpr int lanes = 8;
    float sums[lanes] = {}, rights[lanes] = {};
    int x = segment.begin;
    for (; x + lanes <= segment.end; x += lanes)
      for (int i = 0; i < lanes; ++i) {
        sums[i] += gradient[x + i];
        rights[i] += gradient[x + i] * share[x + i];
      }
    float sum = 0, right = 0;
    for (; x < segment.end; ++x) {
      sum += gradient[x];
      right += gradient[x] * share[x];
    }
    for (int i = 0; i < lanes; ++i) {
      sum += sums[i];
      right += rights[i];
    }
    out[segment.left] += sum - right;
    out[segment.right] += right;
  }
}

/// values: classes x width of logits -> e^(logit - largest). Writes the largest and the sum.
PENUMBRA_VECTORISED
void exponentials(float* values, int classes, int width, float* largest, float* sum) {
  for (int x = 0; x < width; ++x) largest[x] = values[x];
  for (int c = 1; c < classes; ++c) {
    const float* const row = values + c * width;
    for (int x = 0; x < width; ++x) largest[x] = largest[x] > row[x] ? largest[x] : row[x];
  }
  for (int x = 0; x < width; ++x) sum[x] = 0;
  for (int c = 0; c < classes; ++c) {
    float* const row = values + c * width;
    for (int x = 0; x < width; ++x) {
      row[x] = exponential(row[x] - largest[x]);
      sum[x] += row[x];
    }
  }
}

PENUMBRA_VECTORISED
void scale(float* values, int classes, int width, const float* factor) {
  for (int c = 0; c < classes; ++c)
    for (int x = 0; x < width; ++x) values[c * width + x] *= factor[x];
}

}  // namespace

RowStretch::RowStretch(int from, int to) : share(static_cast<std::size_t>(to)) {
  const float ratio = static_cast<float>(from) / static_cast<float>(to);
  for (int x = 0; x < to; ++x) {
    const float at = std::max(0.F, (static_cast<float>(x) + 0.5F) * ratio - 0.5F);
    const int left = std::min(static_cast<int>(at), from - 1);
    share[static_cast<std::size_t>(x)] = at - static_cast<float>(left);
    if (segments.empty() || segments.back().left != left)
      segments.push_back({x, x, left, std::min(left + 1, from - 1)});
    segments.back().end = x + 1;
  }
}

double cross_entropy_row(std::span<const float> logits, int classes, const RowStretch& stretch,
                         std::span<const std::int64_t> label, std::span<const float> weight,
                         std::span<float> gradient) {
  const int width = stretch.columns();
  const auto columns = static_cast<std::size_t>(width);
  const std::size_t small = logits.size() / static_cast<std::size_t>(classes);
  std::vector<float> buffer((static_cast<std::size_t>(classes) + 3) * columns);
  float* const values = buffer.data();
  float* const largest = values + static_cast<std::size_t>(classes) * columns;
  float* const sum = largest + columns;
  float* const of_label = sum + columns;

  const auto row = [&](std::size_t c) { return values + c * columns; };
  for (std::size_t c = 0; c < static_cast<std::size_t>(classes); ++c)
    stretch_row(&logits[c * small], stretch.segments.data(), stretch.segments.size(),
                stretch.share.data(), row(c));
  for (std::size_t x = 0; x < columns; ++x)
    of_label[x] = weight[x] == 0 ? 0 : row(static_cast<std::size_t>(label[x]))[x];
  exponentials(values, classes, width, largest, sum);
  double loss = 0;
  for (std::size_t x = 0; x < columns; ++x) {
    if (weight[x] != 0) loss += weight[x] * (std::log(sum[x]) + largest[x] - of_label[x]);
    sum[x] = weight[x] / sum[x];
  }
  scale(values, classes, width, sum);
  for (std::size_t x = 0; x < columns; ++x)
    if (weight[x] != 0) row(static_cast<std::size_t>(label[x]))[x] -= weight[x];
  std::ranges::fill(gradient, 0.F);
  for (std::size_t c = 0; c < static_cast<std::size_t>(classes); ++c)
    gather_row(row(c), stretch.segments.data(), stretch.segments.size(), stretch.share.data(),
               &gradient[c * small]);
  return loss;
}

}  // namespace penumbra::method
