#pragma once

#include <opencv2/core.hpp>

#include "dataset/scene_random.h"

namespace penumbra::dataset {

/// Smooth random values in [0,1], one float a pixel; `cell` is the size of a feature in px.
cv::Mat1f value_noise(SceneRandom& random, cv::Size size, double cell_x, double cell_y);

/// Fractal sum of value noise: each octave has half the cell and half the weight. In [0,1].
cv::Mat1f fractal_noise(SceneRandom& random, cv::Size size, double cell, int octaves);

/// Value noise whose features are `length` x `width` px, lying along `angle` (radians).
cv::Mat1f streak_noise(SceneRandom& random, cv::Size size, double length, double width,
                       double angle);

/// Voronoi cells (Worley noise) of about `cell` px around jittered grid points.
struct Cells {
  cv::Mat1f border;  ///< distance to the second nearest point less that to the nearest, in cells
  cv::Mat1f shade;   ///< one random value in [0,1] a cell
};
Cells voronoi_cells(SceneRandom& random, cv::Size size, double cell);

/// Cubic step from 0 at `low` to 1 at `high`.
inline float smooth_step(float low, float high, float value) {
  const float t = std::min(1.0F, std::max(0.0F, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

}  // namespace penumbra::dataset
