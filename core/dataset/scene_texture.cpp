#include "dataset/scene_texture.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "dataset/scene_noise.h"

namespace penumbra::dataset {
namespace {

constexpr double pi = std::numbers::pi;

template <typename Colour>
cv::Mat3f painted(cv::Size size, const Colour& colour) {
  cv::Mat3f result(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) result(y, x) = colour(y, x);
  return result;
}

}  // namespace

cv::Vec3f varied(SceneRandom& random, cv::Vec3f colour, double amount) {
  const auto all = static_cast<float>(random.uniform(-2 * amount, 2 * amount));
  for (int c = 0; c < 3; ++c)
    colour[c] = std::clamp(colour[c] + all + static_cast<float>(random.uniform(-amount, amount)),
                           0.0F, 1.0F);
  return colour;
}

cv::Mat3f fur(SceneRandom& random, cv::Size size) {
  const auto dark = varied(random, {0.26F, 0.15F, 0.08F}, 0.04);
  const auto light = varied(random, {0.62F, 0.42F, 0.25F}, 0.06);
  const double angle = random.uniform(0, pi);
  const auto hair = streak_noise(random, size, 9, 1.6, angle);
  const auto more = streak_noise(random, size, 7, 1.3, angle + random.uniform(0.3, 0.7));
  const auto patches = fractal_noise(random, size, 22, 3);
  return painted(size, [&](int y, int x) {
    const float t = 0.45F * hair(y, x) + 0.3F * more(y, x) + 0.5F * patches(y, x) - 0.12F;
    return mix(dark, light, smooth_step(0.1F, 0.9F, t));
  });
}

cv::Mat3f zebra_stripes(SceneRandom& random, cv::Size size) {
  const auto black = varied(random, {0.09F, 0.08F, 0.08F}, 0.03);
  const auto white = varied(random, {0.9F, 0.88F, 0.84F}, 0.03);
  const double angle = random.uniform(-0.6, 0.6), period = random.uniform(7, 11);
  const auto bend = fractal_noise(random, size, 30, 2);
  const auto grain = value_noise(random, size, 1.5, 1.5);
  return painted(size, [&](int y, int x) {
    const double phase = (x * std::cos(angle) + y * std::sin(angle)) / period + 3.5 * bend(y, x);
    const auto wave = static_cast<float>(std::sin(2 * pi * phase));
    return mix(black, white, smooth_step(-0.35F, 0.35F, wave) * 0.92F + 0.08F * grain(y, x));
  });
}

cv::Mat3f bricks(SceneRandom& random, cv::Size size) {
  const auto mortar = varied(random, {0.72F, 0.68F, 0.62F}, 0.04);
  const auto red = varied(random, {0.58F, 0.25F, 0.18F}, 0.05);
  const double high = random.uniform(6, 9), wide = high * random.uniform(2, 2.5);
  const auto grain = fractal_noise(random, size, 4, 2);
  const int rows = static_cast<int>(size.height / high) + 2;
  const int columns = static_cast<int>(size.width / wide) + 3;
  cv::Mat1f shade(rows, columns);
  for (float& value : shade) value = static_cast<float>(random.uniform(-0.1, 0.1));
  return painted(size, [&](int y, int x) {
    const int row = static_cast<int>(y / high);
    const double along = x / wide + (row % 2) * 0.5;
    const int column = static_cast<int>(along);
    const auto edge =
        static_cast<float>(std::min(std::min(y - row * high, (row + 1) * high - y),
                                    std::min(along - column, column + 1 - along) * wide));
    const float t = smooth_step(0.4F, 1.3F, edge);
    const float lit = shade(row, column) + 0.22F * (grain(y, x) - 0.5F);
    return mix(mortar, red + cv::Vec3f::all(lit), t);
  });
}

cv::Mat3f leaves(SceneRandom& random, cv::Size size) {
  const auto deep = varied(random, {0.06F, 0.16F, 0.06F}, 0.02);
  const auto bright = varied(random, {0.35F, 0.6F, 0.16F}, 0.06);
  cv::Mat3b drawn(size, cv::Vec3b(deep * 255.0F));
  const double area = size.width * static_cast<double>(size.height);
  const int count = static_cast<int>(area / 9) + 8;
  for (int i = 0; i < count; ++i) {
    const double length = random.uniform(2.5, 5);
    const cv::Vec3f colour = mix(deep, bright, static_cast<float>(random.uniform(0.1, 1))) * 255.0F;
    const cv::RotatedRect leaf({static_cast<float>(random.uniform(0, size.width)),
                                static_cast<float>(random.uniform(0, size.height))},
                               {static_cast<float>(2 * length), static_cast<float>(0.9 * length)},
                               static_cast<float>(random.uniform(0, 180)));
    cv::ellipse(drawn, leaf, cv::Scalar(colour[0], colour[1], colour[2]), cv::FILLED, cv::LINE_AA);
  }
  cv::Mat3f result;
  drawn.convertTo(result, CV_32FC3, 1 / 255.0);
  return result;
}

cv::Mat3f water(SceneRandom& random, cv::Size size) {
  const auto deep = varied(random, {0.06F, 0.24F, 0.38F}, 0.04);
  const auto light = varied(random, {0.4F, 0.66F, 0.78F}, 0.05);
  const auto swell = value_noise(random, size, 16, 4);
  const auto ripples = value_noise(random, size, 7, 1.8);
  const auto bend = fractal_noise(random, size, 24, 2);
  const double period = random.uniform(5, 8);
  return painted(size, [&](int y, int x) {
    const auto wave =
        static_cast<float>(0.5 + 0.5 * std::sin(2 * pi * (y / period + 2.5 * bend(y, x))));
    const float t = 0.4F * swell(y, x) + 0.35F * ripples(y, x) + 0.3F * wave;
    const auto colour = mix(deep, light, smooth_step(0.2F, 0.95F, t));
    return mix(colour, cv::Vec3f(0.95F, 0.97F, 1), 0.6F * smooth_step(0.78F, 0.95F, t));
  });
}

cv::Mat3f shell_plates(SceneRandom& random, cv::Size size) {
  const auto pale = varied(random, {0.78F, 0.72F, 0.42F}, 0.05);
  const auto plate = varied(random, {0.28F, 0.36F, 0.2F}, 0.05);
  const auto cells = voronoi_cells(random, size, random.uniform(9, 14));
  const auto grain = fractal_noise(random, size, 5, 2);
  return painted(size, [&](int y, int x) {
    const float t = smooth_step(0.05F, 0.22F, cells.border(y, x));
    const float lit = 0.22F * (cells.shade(y, x) - 0.5F) + 0.2F * (grain(y, x) - 0.5F);
    const auto centre = mix(plate, pale, 0.35F * smooth_step(0.5F, 1, cells.border(y, x)));
    return mix(pale, centre + cv::Vec3f::all(lit), t);
  });
}

cv::Mat3f dots(SceneRandom& random, cv::Size size) {
  static constexpr float bases[][3] = {
      {0.78F, 0.16F, 0.2F}, {0.85F, 0.3F, 0.5F}, {0.55F, 0.2F, 0.6F}, {0.9F, 0.45F, 0.12F}};
  const auto& chosen = bases[random.integer(0, 3)];
  const auto base = varied(random, {chosen[0], chosen[1], chosen[2]}, 0.04);
  const auto spot = varied(random, {0.95F, 0.93F, 0.88F}, 0.02);
  const double step = random.uniform(8, 12), angle = random.uniform(0, pi / 2);
  const auto radius = static_cast<float>(step * random.uniform(0.24, 0.32));
  return painted(size, [&](int y, int x) {
    const double u = (x * std::cos(angle) + y * std::sin(angle)) / step;
    const double v = (-x * std::sin(angle) + y * std::cos(angle)) / step;
    const double row = std::floor(v);
    const double shifted = u + 0.5 * (static_cast<long>(row) & 1);
    const auto distance =
        static_cast<float>(step * std::hypot(shifted - std::floor(shifted) - 0.5, v - row - 0.5));
    return mix(spot, base, smooth_step(radius - 0.7F, radius + 0.7F, distance));
  });
}

cv::Mat3f planks(SceneRandom& random, cv::Size size) {
  const auto dark = varied(random, {0.42F, 0.26F, 0.12F}, 0.04);
  const auto light = varied(random, {0.84F, 0.64F, 0.38F}, 0.05);
  const double wide = random.uniform(9, 14);
  const auto grain = value_noise(random, size, 1.4, 26);
  const auto bend = fractal_noise(random, size, 20, 2);
  cv::Mat1f shade(1, static_cast<int>(size.width / wide) + 2);
  for (float& value : shade) value = static_cast<float>(random.uniform(-0.12, 0.12));
  return painted(size, [&](int y, int x) {
    const int plank = static_cast<int>(x / wide);
    const auto edge = static_cast<float>(std::min(x - plank * wide, (plank + 1) * wide - x));
    const auto rings = static_cast<float>(0.5 + 0.5 * std::sin(x * 1.1 + 14 * bend(y, x)));
    const float t = 0.55F * grain(y, x) + 0.25F * rings + 0.25F + shade(0, plank);
    return mix(dark, light, t) * (0.35F + 0.65F * smooth_step(0.2F, 1.4F, edge));
  });
}

cv::Mat3f grass(SceneRandom& random, cv::Size size) {
  const auto dark = varied(random, {0.2F, 0.32F, 0.12F}, 0.03);
  const auto light = varied(random, {0.48F, 0.58F, 0.3F}, 0.05);
  const auto blades = value_noise(random, size, 1.3, 6);
  const auto patches = fractal_noise(random, size, 40, 3);
  return painted(size, [&](int y, int x) {
    return mix(dark, light, 0.5F * blades(y, x) + 0.6F * patches(y, x) - 0.05F);
  });
}

cv::Mat3f sand(SceneRandom& random, cv::Size size) {
  const auto dark = varied(random, {0.66F, 0.54F, 0.38F}, 0.04);
  const auto light = varied(random, {0.9F, 0.8F, 0.62F}, 0.04);
  const auto dunes = streak_noise(random, size, 40, 7, random.uniform(-0.3, 0.3));
  const auto grains = value_noise(random, size, 1.2, 1.2);
  return painted(size, [&](int y, int x) {
    return mix(dark, light, 0.65F * dunes(y, x) + 0.4F * grains(y, x));
  });
}

cv::Mat3f soil(SceneRandom& random, cv::Size size) {
  const auto dark = varied(random, {0.2F, 0.16F, 0.13F}, 0.03);
  const auto light = varied(random, {0.5F, 0.42F, 0.36F}, 0.04);
  const auto clods = fractal_noise(random, size, 9, 4);
  return painted(
      size, [&](int y, int x) { return mix(dark, light, smooth_step(0.2F, 0.8F, clods(y, x))); });
}

cv::Mat3f snow(SceneRandom& random, cv::Size size) {
  const auto shade = varied(random, {0.7F, 0.76F, 0.86F}, 0.03);
  const auto light = varied(random, {0.95F, 0.96F, 0.98F}, 0.015);
  const auto drifts = fractal_noise(random, size, 36, 3);
  return painted(size, [&](int y, int x) {
    return mix(shade, light, smooth_step(0.25F, 0.7F, drifts(y, x)));
  });
}

cv::Mat3f paving(SceneRandom& random, cv::Size size) {
  const auto gap = varied(random, {0.36F, 0.35F, 0.34F}, 0.03);
  const auto stone = varied(random, {0.6F, 0.59F, 0.58F}, 0.05);
  const double wide = random.uniform(26, 40), high = wide * random.uniform(0.35, 0.55);
  const auto grain = fractal_noise(random, size, 6, 3);
  return painted(size, [&](int y, int x) {
    const double u = x / wide + 0.5 * (static_cast<int>(y / high) % 2), v = y / high;
    const auto edge = static_cast<float>(
        std::min(std::abs(u - std::round(u)) * wide, std::abs(v - std::round(v)) * high));
    const auto lit = cv::Vec3f::all(0.3F * (grain(y, x) - 0.5F));
    return mix(gap, stone, smooth_step(0.2F, 1.2F, edge)) + lit;
  });
}

cv::Mat3f sky(SceneRandom& random, cv::Size size) {
  const auto zenith = varied(random, {0.36F, 0.56F, 0.82F}, 0.05);
  const auto horizon = varied(random, {0.8F, 0.86F, 0.92F}, 0.04);
  const auto clouds = fractal_noise(random, size, 50, 4);
  const auto cover = static_cast<float>(random.uniform(0.45, 0.65));
  return painted(size, [&](int y, int x) {
    const float t = static_cast<float>(y) / static_cast<float>(size.height);
    const auto cloud = smooth_step(cover, cover + 0.25F, clouds(y, x));
    return mix(mix(zenith, horizon, t), cv::Vec3f(0.96F, 0.96F, 0.97F), 0.85F * cloud);
  });
}

}  // namespace penumbra::dataset
