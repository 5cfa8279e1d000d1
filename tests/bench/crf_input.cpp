#include "bench/crf_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>

#include "tensor_file.h"

namespace penumbra::bench {

namespace {

/// Smooth noise in [0,1]: random values on a grid of `cell` pixels, interpolated.
class SmoothNoise {
 public:
  SmoothNoise(image::Size size, float cell, std::mt19937& random)
      : cell_(cell), width_(static_cast<std::size_t>(static_cast<float>(size.width) / cell) + 2) {
    const auto height = static_cast<std::size_t>(static_cast<float>(size.height) / cell) + 2;
    values_.resize(width_ * height);
    for (float& value : values_) value = static_cast<float>(random() & 0xffff) / 65535.0f;
  }
  float at(int x, int y) const {
    const float u = static_cast<float>(x) / cell_;
    const float v = static_cast<float>(y) / cell_;
    const auto i = static_cast<std::size_t>(u);
    const auto j = static_cast<std::size_t>(v);
    const float a = u - static_cast<float>(i);
    const float b = v - static_cast<float>(j);
    const float* row = values_.data() + j * width_ + i;
    return (row[0] * (1 - a) + row[1] * a) * (1 - b) +
           (row[width_] * (1 - a) + row[width_ + 1] * a) * b;
  }

 private:
  float cell_;
  std::size_t width_;
  std::vector<float> values_;
};

int reflect(int i, int count) { return i < count ? i : std::max(0, 2 * count - 1 - i); }

}  // namespace

CrfInput synthetic_crf_input(image::Size size, int classes) {
  std::mt19937 random(17);
  CrfInput input{"synthetic photo", {size, {}}, classes, {}};
  const std::size_t pixels = size.area();
  input.image.pixels.resize(3 * pixels);
  input.probability.resize(static_cast<std::size_t>(classes) * pixels);

  struct Ellipse {
    float x, y, a, b;
    int label;
  };
  std::vector<Ellipse> objects;
  const auto between = [&](float low, float high) {
    return low + (high - low) * static_cast<float>(random() & 0xffff) / 65535.0f;
  };
  for (int k = 0; k < 5; ++k) {
    const auto width = static_cast<float>(size.width);
    const auto height = static_cast<float>(size.height);
    objects.push_back({between(0, width), between(0, height), between(0.08f, 0.25f) * width,
                       between(0.1f, 0.3f) * height,
                       1 + static_cast<int>(random() % static_cast<unsigned>(classes - 1))});
  }
  std::vector<int> label(pixels, 0);
  std::vector<std::size_t> object(pixels, 0);
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto x = static_cast<float>(i % static_cast<std::size_t>(size.width));
    const auto y = static_cast<float>(i / static_cast<std::size_t>(size.width));
    for (std::size_t k = 0; k < objects.size(); ++k) {
      const float dx = (x - objects[k].x) / objects[k].a;
      const float dy = (y - objects[k].y) / objects[k].b;
      if (dx * dx + dy * dy < 1) {
        label[i] = objects[k].label;
        object[i] = k + 1;
      }
    }
  }

  std::vector<std::array<float, 3>> colours(objects.size() + 1);
  for (auto& colour : colours) colour = {between(40, 215), between(40, 215), between(40, 215)};
  const SmoothNoise light(size, 90, random);
  const SmoothNoise texture(size, 7, random);
  const SmoothNoise grain(size, 2.5f, random);
  std::vector<SmoothNoise> logits;
  for (int c = 0; c < classes; ++c) logits.emplace_back(size, 16.0f, random);
  for (std::size_t i = 0; i < pixels; ++i) {
    const int x = static_cast<int>(i % static_cast<std::size_t>(size.width));
    const int y = static_cast<int>(i / static_cast<std::size_t>(size.width));
    const float shade = 90 * (light.at(x, y) - 0.5f) + 40 * (texture.at(x, y) - 0.5f) +
                        20 * (grain.at(x, y) - 0.5f);
    for (std::size_t c = 0; c < 3; ++c) {
      const float noise = static_cast<float>(random() % 1024) / 128.0f - 4;
      input.image.pixels[3 * i + c] = static_cast<std::uint8_t>(
          std::clamp(colours[object[i]][c] + shade + noise, 0.0f, 255.0f));
    }
    // The network's idea of a place is that of the 16-pixel cell around it.
    const int cell_x = std::min(x / 16 * 16 + 8, size.width - 1);
    const int cell_y = std::min(y / 16 * 16 + 8, size.height - 1);
    const int seen = label[static_cast<std::size_t>(cell_y) * static_cast<std::size_t>(size.width) +
                           static_cast<std::size_t>(cell_x)];
    float sum = 0;
    for (int c = 0; c < classes; ++c) {
      const float logit =
          7 * logits[static_cast<std::size_t>(c)].at(x, y) + (c == seen ? 4.0f : 0.0f);
      sum += input.probability[static_cast<std::size_t>(c) * pixels + i] = std::exp(logit);
    }
    for (int c = 0; c < classes; ++c) {
      input.probability[static_cast<std::size_t>(c) * pixels + i] /= sum;
    }
  }
  return input;
}

CrfInput read_crf_input(const std::filesystem::path& file, image::Size size) {
  const TensorFile golden(file);
  const TensorFile::Tensor& image = golden["image"];
  const TensorFile::Tensor& probability = golden["probability"];
  const int height = static_cast<int>(image.shape[0]);
  const int width = static_cast<int>(image.shape[1]);
  const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  CrfInput input{file.stem().string(), {size, {}}, static_cast<int>(probability.shape[0]), {}};
  const auto classes = static_cast<std::size_t>(input.classes);
  input.image.pixels.resize(3 * size.area());
  input.probability.resize(classes * size.area());
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const std::size_t to = static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                             static_cast<std::size_t>(x);
      const std::size_t from =
          static_cast<std::size_t>(reflect(y, height)) * static_cast<std::size_t>(width) +
          static_cast<std::size_t>(reflect(x, width));
      for (std::size_t c = 0; c < 3; ++c) {
        input.image.pixels[3 * to + c] = static_cast<std::uint8_t>(image.values[3 * from + c]);
      }
      for (std::size_t c = 0; c < classes; ++c) {
        input.probability[c * size.area() + to] = probability.values[c * pixels + from];
      }
    }
  }
  return input;
}

}  // namespace penumbra::bench
