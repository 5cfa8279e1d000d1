#include "train/resample.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace penumbra::train {
namespace {

double cubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/// The pixels that each output position reads, and their weights.
struct Taps {
  std::vector<int> first, count;
  std::vector<float> weights;  ///< `stride` an output position
  int stride = 0;
};

Taps taps(double start, double length, int input, int output) {
  const double scale = length / output;
  const double reach = std::max(scale, 1.0);
  const double support = 2 * reach;
  const int low = std::clamp(static_cast<int>(std::floor(start)), 0, input - 1);
  const int high = std::clamp(static_cast<int>(std::ceil(start + length)), low + 1, input);
  Taps result;
  result.stride = static_cast<int>(std::ceil(support)) * 2 + 1;
  result.weights.resize(static_cast<std::size_t>(output * result.stride));
  for (int i = 0; i < output; ++i) {
    const double centre = start + (i + 0.5) * scale;
    const int begin = std::clamp(static_cast<int>(centre - support + 0.5), low, high - 1);
    const int end = std::clamp(static_cast<int>(centre + support + 0.5), begin + 1, high);
    float* weights = &result.weights[static_cast<std::size_t>(i * result.stride)];
    double sum = 0;
    for (int k = begin; k < end; ++k) sum += cubic((k - centre + 0.5) / reach);
    for (int k = begin; k < end; ++k)
      weights[k - begin] = sum == 0 ? 1.0F / static_cast<float>(end - begin)
                                    : static_cast<float>(cubic((k - centre + 0.5) / reach) / sum);
    result.first.push_back(begin);
    result.count.push_back(end - begin);
  }
  return result;
}

}  // namespace

void resample_bicubic(const image::Image& image, const Box& box, bool flip, int size,
                      std::span<float> result) {
  const auto columns = taps(box.x, box.width, image.size.width, size);
  const auto rows = taps(box.y, box.height, image.size.height, size);
  const int left = columns.first.front();
  const int right = columns.first.back() + columns.count.back();
  const auto line_length = static_cast<std::size_t>(right - left) * 3;
  const auto pitch = static_cast<std::size_t>(image.size.width) * 3;
  std::vector<float> line(line_length);

  for (int y = 0; y < size; ++y) {
    std::ranges::fill(line, 0.0F);
    for (int k = 0; k < rows.count[static_cast<std::size_t>(y)]; ++k) {
      const auto source_row = static_cast<std::size_t>(rows.first[static_cast<std::size_t>(y)] + k);
      const std::uint8_t* source =
          &image.pixels[source_row * pitch + static_cast<std::size_t>(left) * 3];
      const float weight = rows.weights[static_cast<std::size_t>(y * rows.stride + k)];
      for (std::size_t i = 0; i < line_length; ++i)
        line[i] += weight * static_cast<float>(source[i]);
    }
    float* out = &result[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) * 3];
    for (int x = 0; x < size; ++x) {
      const auto column = static_cast<std::size_t>(x);
      const float* source = &line[static_cast<std::size_t>(columns.first[column] - left) * 3];
      const float* weights = &columns.weights[static_cast<std::size_t>(x * columns.stride)];
      float red = 0, green = 0, blue = 0;
      for (int k = 0; k < columns.count[column]; ++k, source += 3) {
        red += weights[k] * source[0];
        green += weights[k] * source[1];
        blue += weights[k] * source[2];
      }
      float* pixel = out + (flip ? size - 1 - x : x) * 3;
      pixel[0] = std::clamp(red, 0.0F, 255.0F);
      pixel[1] = std::clamp(green, 0.0F, 255.0F);
      pixel[2] = std::clamp(blue, 0.0F, 255.0F);
    }
  }
}

}  // namespace penumbra::train
