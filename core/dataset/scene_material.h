#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "dataset/scene.h"
#include "dataset/scene_random.h"

namespace penumbra::dataset {

/// A made-up surface: a pattern with its colours and scale, all drawn at random once. Painted
/// again, it varies as surfaces of one kind do (direction, scale, colour, where the pattern lies).
struct Material {
  enum class Pattern { Clouds, Streaks, Waves, Checks, Rings, Cells, Spots, Grain };
  Pattern pattern = Pattern::Clouds;
  cv::Vec3f colours[3];
  double scale = 8;      ///< px of the pattern's features
  double stretch = 1;    ///< length of features over their width
  double warp = 0;       ///< how far the pattern is bent, in features
  double sharpness = 0;  ///< 0: soft ... 1: two flat colours
  double grain = 0;      ///< weight of fine noise
};

/// `count` materials, the same for the same seed.
std::vector<Material> random_materials(int count, std::uint64_t seed);

cv::Mat3f paint(const Material& material, SceneRandom& random, cv::Size size);

/// Labels of `material_scene`: the materials, then the kinds of ground, then the sky.
int material_labels(const std::vector<Material>& materials);

/// A picture of `side` x `side` px full of blobs and polygons of materials, half of them on a
/// ground of a material, half on the demo's grounds, under the light and camera of the demo's
/// scenes. `truth` holds a label of `material_labels` at each pixel; `tags` lists them.
Scene material_scene(const std::vector<Material>& materials, std::uint64_t seed, int side);

}  // namespace penumbra::dataset
