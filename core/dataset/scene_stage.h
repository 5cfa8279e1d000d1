#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

#include "dataset/scene_texture.h"
#include "image/image.h"

namespace penumbra::dataset {

/// Kinds of ground that a stage may have.
inline constexpr int ground_kinds = 5;

/// The picture before things stand in it: ground from `horizon` down, sky above.
struct Stage {
  cv::Mat3f colours;
  int ground = 0;   ///< in 0..ground_kinds - 1: grass, sand, soil, snow, paving
  int horizon = 0;  ///< first row of the ground; 0: the camera looks down
  cv::Vec2f light;  ///< where the light comes from, in the picture's plane; unit length
};
Stage make_stage(SceneRandom& random, cv::Size size);

/// One thing of a scene: what it is made of and where it stands.
struct Thing {
  std::uint8_t label = 0;
  cv::Mat1f coverage;  ///< of its box
  cv::Mat3f colours;   ///< of its box, unlit
  cv::Point corner;    ///< of its box in the picture; may lie outside
  bool flat = false;   ///< lies on the ground: no shading, no shadow
};

/// Puts a thing over what is there, lit by the stage's light and with its shadow.
void place(const Thing& thing, Stage& stage, image::LabelMap& truth);

/// Light falling off over the picture, tint, blur and sensor noise; then 8 bits.
image::Image develop(SceneRandom& random, const Stage& stage);

}  // namespace penumbra::dataset
