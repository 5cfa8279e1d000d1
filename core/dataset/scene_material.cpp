#include "dataset/scene_material.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <numbers>

#include "dataset/scene_noise.h"
#include "dataset/scene_shape.h"
#include "dataset/scene_stage.h"
#include "dataset/scene_texture.h"

namespace penumbra::dataset {
namespace {

constexpr double pi = std::numbers::pi;
using Pattern = Material::Pattern;

cv::Vec3f random_colour(SceneRandom& random) {
  const double hue = random.uniform(0, 6), value = random.uniform(0.15, 0.95);
  const double saturation =
      random.chance(0.3) ? random.uniform(0, 0.15) : random.uniform(0.2, 0.85);
  cv::Vec3f colour;
  for (int c = 0; c < 3; ++c) {
    const double distance = std::abs(std::remainder(hue - 2 * c, 6));
    const double full = std::clamp(2 - distance, 0.0, 1.0);
    colour[c] = static_cast<float>(value * (1 - saturation * (1 - full)));
  }
  return colour;
}

/// The pattern before colours: 0..1 a pixel.
cv::Mat1f drawn(const Material& material, SceneRandom& random, cv::Size size) {
  const double scale = material.scale * random.uniform(0.75, 1.35);
  const double angle = random.uniform(0, pi), c = std::cos(angle), s = std::sin(angle);
  const double shift_x = random.uniform(0, 100), shift_y = random.uniform(0, 100);
  switch (material.pattern) {
    case Pattern::Clouds:
      return fractal_noise(random, size, 2 * scale, 4);
    case Pattern::Streaks:
      return streak_noise(random, size, scale * material.stretch, scale / 3, angle);
    case Pattern::Grain:
      return fractal_noise(random, size, scale / 3, 2);
    case Pattern::Cells: {
      const auto cells = voronoi_cells(random, size, 1.5 * scale);
      cv::Mat1f result(size);
      for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
          result(y, x) =
              smooth_step(0.03F, 0.3F, cells.border(y, x)) * (0.6F + 0.4F * cells.shade(y, x));
      return result;
    }
    default:
      break;
  }
  const auto bend = fractal_noise(random, size, 4 * scale, 2);
  cv::Mat1f result(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const double moved = material.warp * (bend(y, x) - 0.5);
      const double u = (c * x + s * y + shift_x) / scale + moved;
      const double v = (-s * x + c * y + shift_y) / (scale * material.stretch) + moved;
      const double fu = u - std::floor(u) - 0.5, fv = v - std::floor(v) - 0.5;
      double value = 0;
      if (material.pattern == Pattern::Waves) value = 0.5 + 0.5 * std::sin(2 * pi * u);
      if (material.pattern == Pattern::Rings)
        value = 0.5 + 0.5 * std::sin(2 * pi *
                                         std::hypot(c * x + s * y - size.width * 0.3,
                                                    (-s * x + c * y) / material.stretch) /
                                         scale +
                                     2 * pi * moved);
      if (material.pattern == Pattern::Checks)
        value = 0.5 + 0.5 * std::sin(2 * pi * u) * std::sin(2 * pi * v);
      if (material.pattern == Pattern::Spots)
        value = smooth_step(0.16F, 0.42F, static_cast<float>(std::hypot(fu, fv)));
      result(y, x) = static_cast<float>(value);
    }
  return result;
}

}  // namespace

std::vector<Material> random_materials(int count, std::uint64_t seed) {
  SceneRandom random(seed);
  std::vector<Material> materials;
  for (int i = 0; i < count; ++i) {
    Material material;
    material.pattern = static_cast<Pattern>(i % 8);
    for (auto& colour : material.colours) colour = random_colour(random);
    material.scale = random.uniform(4, 14);
    material.stretch = random.uniform(1.2, 5);
    material.warp = random.chance(0.4) ? 0 : random.uniform(0.3, 3.5);
    material.sharpness = random.uniform(0, 1);
    material.grain = random.uniform(0, 0.4);
    materials.push_back(material);
  }
  return materials;
}

cv::Mat3f paint(const Material& material, SceneRandom& random, cv::Size size) {
  const auto pattern = drawn(material, random, size);
  const auto patches = fractal_noise(random, size, 25, 2);
  const auto grain = value_noise(random, size, 1.3, 1.3);
  std::array<cv::Vec3f, 3> colours;
  for (std::size_t i = 0; i < 3; ++i) colours[i] = varied(random, material.colours[i], 0.035);
  const auto half = static_cast<float>(0.5 - 0.42 * material.sharpness);
  const auto weight = static_cast<float>(material.grain);
  cv::Mat3f result(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const float t = smooth_step(0.5F - half, 0.5F + half, pattern(y, x));
      const auto colour = mix(colours[0], colours[1], t);
      result(y, x) = mix(mix(colour, colours[2], 0.35F * patches(y, x)),
                         cv::Vec3f::all(grain(y, x)), 0.5F * weight);
    }
  return result;
}

int material_labels(const std::vector<Material>& materials) {
  return static_cast<int>(materials.size()) + ground_kinds + 1;
}

Scene material_scene(const std::vector<Material>& materials, std::uint64_t seed, int side) {
  SceneRandom random(seed);
  const cv::Size size(side, side);
  const int count = static_cast<int>(materials.size());
  const auto any = [&] { return random.integer(0, count - 1); };
  const auto painted = [&](int index, cv::Size box) {
    return paint(materials[static_cast<std::size_t>(index)], random, box);
  };
  Stage stage = make_stage(random, size);
  Scene scene;
  scene.truth = {{side, side},
                 std::vector<std::uint8_t>(static_cast<std::size_t>(size.area()),
                                           static_cast<std::uint8_t>(count + stage.ground))};
  std::fill_n(scene.truth.labels.begin(), stage.horizon * side,
              static_cast<std::uint8_t>(count + ground_kinds));
  if (random.chance(0.5)) {
    const int ground = any();
    place({static_cast<std::uint8_t>(ground),
           cv::Mat1f(size, 1.0F),
           painted(ground, size),
           {0, 0},
           true},
          stage, scene.truth);
    stage.horizon = 0;
  }
  const int things = random.integer(2, 6);
  for (int i = 0; i < things; ++i) {
    const int index = any();
    const cv::Size box(static_cast<int>(side * random.uniform(0.15, 0.6)),
                       static_cast<int>(side * random.uniform(0.15, 0.6)));
    const auto coverage = random.chance(0.6) ? blob_shape(random, box) : polygon_shape(random, box);
    place({static_cast<std::uint8_t>(index),
           coverage,
           painted(index, box),
           {random.integer(-box.width / 3, side - 2 * box.width / 3),
            random.integer(-box.height / 3, side - 2 * box.height / 3)},
           random.chance(0.3)},
          stage, scene.truth);
  }
  scene.photo = develop(random, stage);
  std::bitset<256> present;
  for (const auto label : scene.truth.labels) present.set(label);
  for (int i = 0; i < 256; ++i)
    if (present[static_cast<std::size_t>(i)]) scene.tags.push_back(i);
  return scene;
}

}  // namespace penumbra::dataset
