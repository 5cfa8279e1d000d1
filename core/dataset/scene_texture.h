#pragma once

#include <opencv2/core.hpp>
#include <string_view>

#include "dataset/scene_random.h"

namespace penumbra::dataset {

/// Unlit surface colours: RGB in [0,1], drawn afresh (scale, direction, colours) at each call.
using Texture = cv::Mat3f (*)(SceneRandom&, cv::Size);

cv::Mat3f fur(SceneRandom& random, cv::Size size);
cv::Mat3f zebra_stripes(SceneRandom& random, cv::Size size);
cv::Mat3f bricks(SceneRandom& random, cv::Size size);
cv::Mat3f leaves(SceneRandom& random, cv::Size size);
cv::Mat3f water(SceneRandom& random, cv::Size size);
cv::Mat3f shell_plates(SceneRandom& random, cv::Size size);
cv::Mat3f dots(SceneRandom& random, cv::Size size);
cv::Mat3f planks(SceneRandom& random, cv::Size size);

cv::Mat3f grass(SceneRandom& random, cv::Size size);
cv::Mat3f sand(SceneRandom& random, cv::Size size);
cv::Mat3f soil(SceneRandom& random, cv::Size size);
cv::Mat3f snow(SceneRandom& random, cv::Size size);
cv::Mat3f paving(SceneRandom& random, cv::Size size);
cv::Mat3f sky(SceneRandom& random, cv::Size size);

/// The colour at `t` in [0,1] on the way from `a` to `b`.
inline cv::Vec3f mix(const cv::Vec3f& a, const cv::Vec3f& b, float t) { return a + t * (b - a); }

/// `colour` with each channel moved by up to `amount`, and all together by up to twice that.
cv::Vec3f varied(SceneRandom& random, cv::Vec3f colour, double amount);

}  // namespace penumbra::dataset
