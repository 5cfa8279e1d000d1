#include "dataset/scene_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace penumbra::dataset {
namespace {

/// Draws in a unit square (x right, y down) that fills the box, with soft edges.
class Pen {
 public:
  Pen(SceneRandom& random, cv::Size size) : drawn_(size, std::uint8_t{0}) {
    mirrored_ = random.chance(0.5);
  }

  void ellipse(double x, double y, double rx, double ry, double degrees = 0) {
    if (mirrored_) degrees = -degrees;
    const cv::RotatedRect box(cv::Point2f(at(x, y)),
                              cv::Size2f(static_cast<float>(2 * rx * drawn_.cols),
                                         static_cast<float>(2 * ry * drawn_.rows)),
                              static_cast<float>(degrees));
    cv::ellipse(drawn_, box, cv::Scalar(255), cv::FILLED, cv::LINE_AA);
  }

  void polygon(const std::vector<cv::Point2d>& corners) {
    std::vector<cv::Point> fixed;
    for (const auto& corner : corners) {
      const cv::Point2d p = at(corner.x, corner.y) * fraction;
      fixed.emplace_back(static_cast<int>(p.x), static_cast<int>(p.y));
    }
    cv::fillPoly(drawn_, std::vector<std::vector<cv::Point>>{fixed}, cv::Scalar(255), cv::LINE_AA,
                 shift);
  }

  void box(double left, double top, double right, double bottom) {
    polygon({{left, top}, {right, top}, {right, bottom}, {left, bottom}});
  }

  cv::Mat1f coverage() const {
    cv::Mat1f result;
    drawn_.convertTo(result, CV_32F, 1 / 255.0);
    return result;
  }

 private:
  static constexpr int shift = 4;
  static constexpr double fraction = 1 << shift;

  cv::Point2d at(double x, double y) const {
    return {(mirrored_ ? 1 - x : x) * drawn_.cols, y * drawn_.rows};
  }

  cv::Mat1b drawn_;
  bool mirrored_ = false;
};

}  // namespace

cv::Mat1f bear_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const double head = random.uniform(0.24, 0.32);
  pen.ellipse(0.56, 0.55, 0.4, 0.32);
  pen.ellipse(0.2, head, 0.18, 0.2);
  pen.ellipse(0.1, head - 0.15, 0.055, 0.07);
  pen.ellipse(0.3, head - 0.17, 0.055, 0.07);
  pen.ellipse(0.07, head + 0.07, 0.07, 0.07);
  for (const double x : {0.26, 0.42, 0.68, 0.84}) pen.box(x - 0.065, 0.6, x + 0.065, 0.99);
  return pen.coverage();
}

cv::Mat1f zebra_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const double neck = random.uniform(-0.03, 0.04);
  pen.ellipse(0.58, 0.48, 0.34, 0.18);
  pen.polygon({{0.28, 0.5}, {0.13 + neck, 0.16}, {0.24 + neck, 0.08}, {0.46, 0.36}});
  pen.ellipse(0.13 + neck, 0.17, 0.13, 0.07, -35);
  pen.ellipse(0.22 + neck, 0.06, 0.025, 0.06, 10);
  for (const double x : {0.32, 0.41, 0.78, 0.87}) {
    const double step = random.uniform(-0.04, 0.04);
    pen.polygon(
        {{x - 0.05, 0.5}, {x + 0.05, 0.5}, {x + 0.025 + step, 0.99}, {x - 0.025 + step, 0.99}});
  }
  pen.polygon({{0.9, 0.4}, {0.97, 0.62}, {0.94, 0.64}, {0.87, 0.48}});
  return pen.coverage();
}

cv::Mat1f house_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const double eaves = random.uniform(0.35, 0.5), ridge = random.uniform(0.35, 0.65);
  pen.box(0.06, eaves, 0.94, 0.99);
  pen.polygon({{0.06, eaves + 0.01}, {ridge, 0.04}, {0.94, eaves + 0.01}});
  if (random.chance(0.6)) pen.box(0.72, 0.08, 0.84, eaves);
  return pen.coverage();
}

cv::Mat1f bush_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  pen.ellipse(0.5, 0.62, 0.36, 0.35);
  const int lumps = random.integer(7, 11);
  for (int i = 0; i < lumps; ++i) {
    const double angle = std::numbers::pi * (1.15 - 1.3 * i / (lumps - 1));
    const double r = random.uniform(0.11, 0.17);
    pen.ellipse(0.5 + 0.33 * std::cos(angle), 0.56 - 0.38 * std::sin(angle), r, r);
  }
  return pen.coverage();
}

cv::Mat1f pond_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  pen.ellipse(0.5, 0.5, 0.42, 0.4);
  for (int i = 0; i < 5; ++i)
    pen.ellipse(random.uniform(0.25, 0.75), random.uniform(0.4, 0.65), random.uniform(0.15, 0.24),
                random.uniform(0.2, 0.33));
  return pen.coverage();
}

cv::Mat1f turtle_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const double head = random.uniform(0.42, 0.6);
  pen.ellipse(0.56, 0.62, 0.36, 0.5);
  pen.box(0.2, 0.62, 0.92, 0.86);
  pen.ellipse(0.13, head, 0.11, 0.15);
  pen.polygon({{0.14, head - 0.06}, {0.32, 0.6}, {0.32, 0.8}, {0.12, head + 0.1}});
  for (const double x : {0.32, 0.78}) pen.ellipse(x, 0.88, 0.08, 0.11);
  return pen.coverage();
}

cv::Mat1f ball_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  pen.ellipse(0.5, 0.5, 0.48, 0.48);
  return pen.coverage();
}

cv::Mat1f crate_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const double lean = random.uniform(0, 0.06);
  pen.polygon({{0.04 + lean, 0.05}, {0.96 - lean, 0.05}, {0.97, 0.99}, {0.03, 0.99}});
  return pen.coverage();
}

cv::Mat1f blob_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  double amount[3], phase[3];
  for (int k = 0; k < 3; ++k) {
    amount[k] = random.uniform(0, 0.3 / (k + 2));
    phase[k] = random.uniform(0, 2 * std::numbers::pi);
  }
  std::vector<cv::Point2d> outline;
  for (int i = 0; i < 48; ++i) {
    const double angle = 2 * std::numbers::pi * i / 48;
    double radius = 0.36;
    for (int k = 0; k < 3; ++k) radius += 0.36 * amount[k] * std::cos((k + 2) * angle + phase[k]);
    outline.emplace_back(0.5 + radius * std::cos(angle), 0.5 + radius * std::sin(angle));
  }
  pen.polygon(outline);
  return pen.coverage();
}

cv::Mat1f polygon_shape(SceneRandom& random, cv::Size size) {
  Pen pen(random, size);
  const int corners = random.integer(3, 7);
  const double turn = random.uniform(0, 2 * std::numbers::pi);
  std::vector<cv::Point2d> outline;
  for (int i = 0; i < corners; ++i) {
    const double angle = turn + 2 * std::numbers::pi * (i + random.uniform(-0.25, 0.25)) / corners;
    outline.emplace_back(0.5 + 0.47 * std::cos(angle), 0.5 + 0.47 * std::sin(angle));
  }
  pen.polygon(outline);
  return pen.coverage();
}

}  // namespace penumbra::dataset
