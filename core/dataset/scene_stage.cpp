#include "dataset/scene_stage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "dataset/scene_noise.h"

namespace penumbra::dataset {
namespace {

/// Brightness of a rounded surface: the coverage, blurred, is taken for its height.
cv::Mat1f rounded_light(const cv::Mat1f& coverage, const cv::Vec2f& light) {
  const double sigma = std::max(1.5, 0.09 * std::max(coverage.cols, coverage.rows));
  cv::Mat1f height, dx, dy;
  cv::GaussianBlur(coverage, height, {}, sigma, sigma, cv::BORDER_CONSTANT);
  cv::Sobel(height, dx, CV_32F, 1, 0, 3, sigma / 4);
  cv::Sobel(height, dy, CV_32F, 0, 1, 3, sigma / 4);
  cv::Mat1f lit(coverage.size());
  for (int y = 0; y < lit.rows; ++y)
    for (int x = 0; x < lit.cols; ++x) {
      const float toward = -(dx(y, x) * light[0] + dy(y, x) * light[1]);
      lit(y, x) = std::clamp(1.02F + 0.8F * toward, 0.45F, 1.35F);
    }
  return lit;
}

void darken_by_shadow(const Thing& thing, Stage& stage) {
  const int spread = std::max(2, thing.coverage.rows / 10);
  cv::Mat1f shadow;
  cv::copyMakeBorder(thing.coverage, shadow, 2 * spread, 2 * spread, 2 * spread, 2 * spread,
                     cv::BORDER_CONSTANT, 0);
  cv::GaussianBlur(shadow, shadow, {}, spread * 0.7);
  const int away_x = static_cast<int>(std::lround(-stage.light[0] * spread * 1.6F));
  for (int y = 0; y < shadow.rows; ++y)
    for (int x = 0; x < shadow.cols; ++x) {
      const int row = thing.corner.y + y - 2 * spread + spread / 2;
      const int column = thing.corner.x + x - 2 * spread + away_x;
      if (row < stage.horizon || row >= stage.colours.rows || column < 0 ||
          column >= stage.colours.cols)
        continue;
      stage.colours(row, column) *= 1 - 0.45F * shadow(y, x);
    }
}

}  // namespace

Stage make_stage(SceneRandom& random, cv::Size size) {
  constexpr std::array<Texture, ground_kinds> grounds = {grass, sand, soil, snow, paving};
  Stage stage;
  const double angle = random.uniform(-0.85, 0.85);
  stage.light = {static_cast<float>(std::sin(angle)), static_cast<float>(-std::cos(angle))};
  stage.ground = random.integer(0, ground_kinds - 1);
  stage.colours = grounds[static_cast<std::size_t>(stage.ground)](random, size);
  if (!random.chance(0.6)) return stage;
  stage.horizon = static_cast<int>(size.height * random.uniform(0.15, 0.38));
  const auto above = sky(random, {size.width, stage.horizon});
  const auto hills = value_noise(random, {size.width, 1}, 24, 1);
  for (int x = 0; x < size.width; ++x) {
    const int top = stage.horizon - static_cast<int>(5 * hills(0, x));
    for (int y = 0; y < stage.horizon; ++y) {
      auto& pixel = stage.colours(y, x);
      pixel = y < top ? above(y, x) : mix(pixel, above(stage.horizon - 1, x), 0.5F);
    }
  }
  return stage;
}

void place(const Thing& thing, Stage& stage, image::LabelMap& truth) {
  if (!thing.flat) darken_by_shadow(thing, stage);
  const cv::Mat1f lit = thing.flat ? cv::Mat1f(thing.coverage.size(), 1.0F)
                                   : rounded_light(thing.coverage, stage.light);
  for (int y = 0; y < thing.coverage.rows; ++y)
    for (int x = 0; x < thing.coverage.cols; ++x) {
      const int row = thing.corner.y + y, column = thing.corner.x + x;
      if (row < 0 || row >= stage.colours.rows || column < 0 || column >= stage.colours.cols)
        continue;
      const float part = thing.coverage(y, x);
      auto& pixel = stage.colours(row, column);
      pixel = mix(pixel, thing.colours(y, x) * lit(y, x), part);
      if (part >= 0.5F)
        truth.labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(truth.size.width) +
                     static_cast<std::size_t>(column)] = thing.label;
    }
}

image::Image develop(SceneRandom& random, const Stage& stage) {
  const cv::Size size = stage.colours.size();
  cv::Mat3f sharp;
  cv::GaussianBlur(stage.colours, sharp, {}, random.uniform(0.4, 0.75));
  const auto tint = varied(random, {0.97F, 0.97F, 0.97F}, 0.03);
  const double angle = random.uniform(0, 2 * std::numbers::pi);
  const auto slope = static_cast<float>(random.uniform(0, 0.16));
  const auto exposure = static_cast<float>(random.uniform(0.85, 1.1));
  const double noise = random.uniform(0.012, 0.03);
  image::Image photo{{size.width, size.height}, {}};
  photo.pixels.reserve(photo.size.area() * 3);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const float u = 2 * static_cast<float>(x) / static_cast<float>(size.width) - 1;
      const float v = 2 * static_cast<float>(y) / static_cast<float>(size.height) - 1;
      const float fall = exposure *
                         (1 + slope * (u * static_cast<float>(std::cos(angle)) +
                                       v * static_cast<float>(std::sin(angle)))) *
                         (1 - 0.07F * (u * u + v * v));
      for (int c = 0; c < 3; ++c) {
        const auto grain =
            static_cast<float>(random.uniform(-noise, noise) + random.uniform(-noise, noise));
        const float value = sharp(y, x)[c] * tint[c] * fall + grain;
        photo.pixels.push_back(
            static_cast<std::uint8_t>(std::clamp(std::lround(255 * value), 0L, 255L)));
      }
    }
  return photo;
}

}  // namespace penumbra::dataset
