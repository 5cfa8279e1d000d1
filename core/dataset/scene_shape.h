#pragma once

#include <opencv2/core.hpp>

#include "dataset/scene_random.h"

namespace penumbra::dataset {

/// A silhouette: coverage in [0,1] a pixel in a box of `size`, drawn afresh at each call. It stands
/// on the bottom edge of its box.
using Shape = cv::Mat1f (*)(SceneRandom&, cv::Size);

cv::Mat1f bear_shape(SceneRandom& random, cv::Size size);
cv::Mat1f zebra_shape(SceneRandom& random, cv::Size size);
cv::Mat1f house_shape(SceneRandom& random, cv::Size size);
cv::Mat1f bush_shape(SceneRandom& random, cv::Size size);
cv::Mat1f pond_shape(SceneRandom& random, cv::Size size);
cv::Mat1f turtle_shape(SceneRandom& random, cv::Size size);
cv::Mat1f ball_shape(SceneRandom& random, cv::Size size);
cv::Mat1f crate_shape(SceneRandom& random, cv::Size size);

/// A smooth closed outline that bulges at random.
cv::Mat1f blob_shape(SceneRandom& random, cv::Size size);
/// A convex polygon of three to seven corners.
cv::Mat1f polygon_shape(SceneRandom& random, cv::Size size);

}  // namespace penumbra::dataset
