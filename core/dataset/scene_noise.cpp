#include "dataset/scene_noise.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace penumbra::dataset {

cv::Mat1f value_noise(SceneRandom& random, cv::Size size, double cell_x, double cell_y) {
  const int columns = static_cast<int>(size.width / cell_x) + 4;
  const int rows = static_cast<int>(size.height / cell_y) + 4;
  cv::Mat1f grid(rows, columns);
  for (float& value : grid) value = static_cast<float>(random.uniform(0, 1));
  const double shift_x = 1 + random.uniform(0, 1), shift_y = 1 + random.uniform(0, 1);
  const cv::Matx23d map(1 / cell_x, 0, shift_x, 0, 1 / cell_y, shift_y);
  cv::Mat1f result;
  cv::warpAffine(grid, result, map, size, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REFLECT);
  return cv::max(0, cv::min(1, result));
}

cv::Mat1f fractal_noise(SceneRandom& random, cv::Size size, double cell, int octaves) {
  cv::Mat1f sum(size, 0.0F);
  double weight = 1, total = 0;
  for (int i = 0; i < octaves; ++i, weight /= 2, cell = std::max(1.0, cell / 2)) {
    sum += weight * value_noise(random, size, cell, cell);
    total += weight;
  }
  return sum / total;
}

cv::Mat1f streak_noise(SceneRandom& random, cv::Size size, double length, double width,
                       double angle) {
  const int side = static_cast<int>(std::hypot(size.width, size.height)) + 2;
  const cv::Mat1f straight = value_noise(random, {side, side}, length, width);
  const double c = std::cos(angle), s = std::sin(angle);
  const double cx = size.width / 2.0, cy = size.height / 2.0;
  const cv::Matx23d map(c, s, side / 2.0 - c * cx - s * cy, -s, c, side / 2.0 + s * cx - c * cy);
  cv::Mat1f result;
  cv::warpAffine(straight, result, map, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REFLECT);
  return result;
}

Cells voronoi_cells(SceneRandom& random, cv::Size size, double cell) {
  const int columns = static_cast<int>(size.width / cell) + 3;
  const int rows = static_cast<int>(size.height / cell) + 3;
  struct Point {
    double x, y;
    float shade;
  };
  std::vector<Point> points;
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      points.push_back({(c - 1 + random.uniform(0.1, 0.9)) * cell,
                        (r - 1 + random.uniform(0.1, 0.9)) * cell,
                        static_cast<float>(random.uniform(0, 1))});
  Cells cells{cv::Mat1f(size), cv::Mat1f(size)};
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const int row = static_cast<int>(y / cell) + 1, column = static_cast<int>(x / cell) + 1;
      double best = std::numeric_limits<double>::max(), second = best;
      for (int r = std::max(0, row - 1); r <= std::min(rows - 1, row + 1); ++r)
        for (int c = std::max(0, column - 1); c <= std::min(columns - 1, column + 1); ++c) {
          const Point& point = points[static_cast<std::size_t>(r * columns + c)];
          const double distance = std::hypot(point.x - x, point.y - y);
          if (distance < best) {
            second = best;
            best = distance;
            cells.shade(y, x) = point.shade;
          } else if (distance < second) {
            second = distance;
          }
        }
      cells.border(y, x) = static_cast<float>((second - best) / cell);
    }
  return cells;
}

}  // namespace penumbra::dataset
