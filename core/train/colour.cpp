#include "train/colour.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace penumbra::train {
namespace {

float clamped(float value) { return std::clamp(value, 0.0F, 255.0F); }

float luma(const float* pixel) { return 0.299F * pixel[0] + 0.587F * pixel[1] + 0.114F * pixel[2]; }

void scale(std::span<float> rgb, float factor) {
  for (float& value : rgb) value = clamped(value * factor);
}

void change_contrast(std::span<float> rgb, float factor) {
  double sum = 0;
  for (std::size_t i = 0; i < rgb.size(); i += 3) sum += luma(&rgb[i]);
  const auto mean = static_cast<float>(sum / static_cast<double>(rgb.size() / 3));
  for (float& value : rgb) value = clamped(mean + (value - mean) * factor);
}

void change_saturation(std::span<float> rgb, float factor) {
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    const float grey = luma(&rgb[i]);
    for (std::size_t c = i; c < i + 3; ++c) rgb[c] = clamped(grey + (rgb[c] - grey) * factor);
  }
}

/// Turns a pixel's hue by `turns` with its HSV saturation and value kept.
void shift_hue(float* pixel, float turns) {
  const auto [low, high] = std::minmax({pixel[0], pixel[1], pixel[2]});
  const float range = high - low;
  if (range <= 0) return;
  float hue = 0;  // in sixths of a turn
  if (high == pixel[0])
    hue = (pixel[1] - pixel[2]) / range;
  else if (high == pixel[1])
    hue = 2 + (pixel[2] - pixel[0]) / range;
  else
    hue = 4 + (pixel[0] - pixel[1]) / range;
  hue += 6 * turns;
  hue -= 6 * std::floor(hue / 6);
  const auto channel = [&, high = high](float offset) {
    float k = offset + hue;
    k -= 6 * std::floor(k / 6);
    return high - range * std::clamp(std::min(k, 4 - k), 0.0F, 1.0F);
  };
  pixel[0] = channel(5);
  pixel[1] = channel(3);
  pixel[2] = channel(1);
}

}  // namespace

void apply_jitter(std::span<float> rgb, const ColourJitter& jitter) {
  for (const auto change : jitter.order) {
    switch (change) {
      case ColourChange::Brightness:
        scale(rgb, static_cast<float>(jitter.brightness));
        break;
      case ColourChange::Contrast:
        change_contrast(rgb, static_cast<float>(jitter.contrast));
        break;
      case ColourChange::Saturation:
        change_saturation(rgb, static_cast<float>(jitter.saturation));
        break;
      case ColourChange::Hue:
        for (std::size_t i = 0; i < rgb.size(); i += 3)
          shift_hue(&rgb[i], static_cast<float>(jitter.hue));
        break;
    }
  }
}

void make_grey(std::span<float> rgb) {
  for (std::size_t i = 0; i < rgb.size(); i += 3) std::fill_n(&rgb[i], 3, luma(&rgb[i]));
}

void gaussian_blur(std::span<float> rgb, int size, double radius) {
  const int reach = std::max(1, static_cast<int>(std::ceil(3 * radius)));
  std::vector<float> kernel;
  float sum = 0;
  for (int k = -reach; k <= reach; ++k) {
    kernel.push_back(static_cast<float>(std::exp(-0.5 * k * k / (radius * radius))));
    sum += kernel.back();
  }
  for (float& weight : kernel) weight /= sum;

  const auto index = [size](int row, int column) {
    return (static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
            static_cast<std::size_t>(column)) *
           3;
  };
  const auto pass = [&](std::span<const float> from, std::span<float> to, bool along_rows) {
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        float mean[3] = {};
        for (int k = -reach; k <= reach; ++k) {
          const float* pixel = &from[along_rows ? index(y, std::clamp(x + k, 0, size - 1))
                                                : index(std::clamp(y + k, 0, size - 1), x)];
          for (int c = 0; c < 3; ++c)
            mean[c] += kernel[static_cast<std::size_t>(k + reach)] * pixel[c];
        }
        std::copy_n(mean, 3, &to[index(y, x)]);
      }
    }
  };
  std::vector<float> between(rgb.size());
  pass(rgb, between, true);
  pass(between, rgb, false);
}

}  // namespace penumbra::train
