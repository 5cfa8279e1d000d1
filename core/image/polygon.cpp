#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/error.h"
#include "image/rle.h"

namespace penumbra::image {
namespace {

/// The grid of the outline is this many times as fine as the pixels.
constexpr int fineness = 5;

struct GridPoint {
  int x;
  int y;
};

int to_grid(double coordinate) { return static_cast<int>(fineness * coordinate + 0.5); }

/// Draws the outline point by point and notes where it crosses the centre line of a pixel column.
class Outline {
 public:
  explicit Outline(Size size) : size_(size) {}

  /// A straight line; its rounding does not depend on its direction.
  void line(GridPoint from, GridPoint to) {
    const int dx = std::abs(to.x - from.x), dy = std::abs(to.y - from.y);
    const bool along_x = dx >= dy;
    const bool backwards = along_x ? from.x > to.x : from.y > to.y;
    const GridPoint low = backwards ? to : from, high = backwards ? from : to;
    const int steps = std::max(dx, dy);
    double slope = 0;
    if (steps > 0)
      slope = along_x ? double(high.y - low.y) / steps : double(high.x - low.x) / steps;
    for (int i = 0; i <= steps; ++i) {
      const int t = backwards ? steps - i : i;
      move_to(along_x ? GridPoint{low.x + t, static_cast<int>(low.y + slope * t + 0.5)}
                      : GridPoint{static_cast<int>(low.x + slope * t + 0.5), low.y + t});
    }
  }

  /// Pixels between crossings, in column-major order, as runs.
  Runs runs() && {
    std::sort(crossings_.begin(), crossings_.end());
    Runs runs;
    std::size_t position = 0;
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      if (i + 1 < crossings_.size() && crossings_[i] == crossings_[i + 1]) {
        ++i;  // two crossings at one place cancel
        continue;
      }
      runs.push_back(static_cast<std::uint32_t>(crossings_[i] - position));
      position = crossings_[i];
    }
    if (runs.empty() || position < size_.area())
      runs.push_back(static_cast<std::uint32_t>(size_.area() - position));
    return runs;
  }

 private:
  void move_to(GridPoint next) {
    if (started_ && next.x != last_.x) cross(std::min(next.x, last_.x), std::min(next.y, last_.y));
    last_ = next;
    started_ = true;
  }

  /// The step between grid columns grid_x and grid_x + 1, at row grid_y.
  void cross(int grid_x, int grid_y) {
    // Grid column 5 x + 2 is the last one left of the centre line of pixel column x.
    if (grid_x < 0 || grid_x % fineness != fineness / 2) return;
    const int column = grid_x / fineness;
    if (column >= size_.width) return;
    const double y = (grid_y + 0.5) / fineness - 0.5;
    const auto row = static_cast<std::size_t>(std::ceil(std::clamp(y, 0.0, double(size_.height))));
    crossings_.push_back(static_cast<std::size_t>(column) * static_cast<std::size_t>(size_.height) +
                         row);
  }

  Size size_;
  bool started_ = false;
  GridPoint last_{};
  std::vector<std::size_t> crossings_;
};

}  // namespace

Runs polygon_runs(Size size, std::span<const double> polygon) {
  const auto refuse = [](const char* why) -> void {
    throw Error(why, "polygon", "Repair the annotation");
  };
  if (polygon.size() % 2 != 0) refuse("it has an odd number of coordinates");
  if (polygon.size() < 6) refuse("it has fewer than three corners");
  for (const double value : polygon)
    if (!(std::abs(value) <= farthest_corner)) refuse("it has a corner far outside of any image");

  Outline outline(size);
  const auto corner = [&](std::size_t i) {
    return GridPoint{to_grid(polygon[2 * i]), to_grid(polygon[2 * i + 1])};
  };
  const std::size_t corners = polygon.size() / 2;
  for (std::size_t i = 0; i < corners; ++i) outline.line(corner(i), corner((i + 1) % corners));
  return std::move(outline).runs();
}

}  // namespace penumbra::image
