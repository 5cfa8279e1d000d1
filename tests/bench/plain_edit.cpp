#include "bench/plain_edit.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "bench/plain_crf.h"

namespace penumbra::bench {

namespace {

using edit::pixel_index;
using edit::Point;

bool near_line(Point p, Point a, Point b, double radius) {
  const double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
  const double px = p.x - a.x, py = p.y - a.y;
  const double t = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0.0;
  return std::hypot(px - t * dx, py - t * dy) <= radius;
}

double colour_distance(const image::Image& photo, std::size_t i, std::size_t k) {
  double squared = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const double difference = photo.pixels[3 * i + c] - photo.pixels[3 * k + c];
    squared += difference * difference;
  }
  return std::sqrt(squared);
}

}  // namespace

void plain_brush(image::LabelMap& map, std::span<const Point> points, double radius,
                 std::uint8_t label) {
  for (int y = 0; y < map.size.height; ++y) {
    for (int x = 0; x < map.size.width; ++x) {
      for (std::size_t k = 0; k + 1 < points.size(); ++k) {
        if (!near_line({x + 0.5, y + 0.5}, points[k], points[k + 1], radius)) continue;
        map.labels[pixel_index(map.size, x, y)] = label;
        break;
      }
    }
  }
}

void plain_flood(image::LabelMap& map, const image::Image& photo, Point seed, double tolerance,
                 std::uint8_t label) {
  const auto start = pixel_index(map.size, static_cast<int>(seed.x), static_cast<int>(seed.y));
  const auto width = static_cast<std::size_t>(map.size.width);
  std::vector<bool> seen(map.size.area());
  std::queue<std::size_t> open;
  const auto visit = [&](std::size_t i) {
    if (seen[i] || colour_distance(photo, i, start) > tolerance) return;
    seen[i] = true;
    map.labels[i] = label;
    open.push(i);
  };
  visit(start);
  while (!open.empty()) {
    const auto i = open.front();
    open.pop();
    if (i % width > 0) visit(i - 1);
    if (i % width + 1 < width) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i + width < seen.size()) visit(i + width);
  }
}

void plain_superpixel(image::LabelMap& map, std::span<const std::int32_t> index, Point point,
                      std::uint8_t label) {
  const auto wanted =
      index[pixel_index(map.size, static_cast<int>(point.x), static_cast<int>(point.y))];
  for (std::size_t i = 0; i < index.size(); ++i)
    if (index[i] == wanted) map.labels[i] = label;
}

void plain_crf_in_rectangle(image::LabelMap& map, const image::Image& photo,
                            const edit::Rect& rectangle, double confidence) {
  CrfInput input{"rectangle", {{rectangle.width, rectangle.height}, {}}, 2, {}};
  const auto pixels = input.image.size.area();
  input.probability.resize(2 * pixels);
  for (int y = 0; y < rectangle.height; ++y) {
    for (int x = 0; x < rectangle.width; ++x) {
      const auto i = pixel_index(map.size, rectangle.x + x, rectangle.y + y);
      for (std::size_t c = 0; c < 3; ++c) input.image.pixels.push_back(photo.pixels[3 * i + c]);
      const auto own = static_cast<float>(confidence);
      const auto k = pixel_index(input.image.size, x, y);
      input.probability[k] = map.labels[i] == 0 ? own : 1 - own;
      input.probability[pixels + k] = 1 - input.probability[k];
    }
  }
  const auto marginals = plain_crf(input, {});
  for (int y = 0; y < rectangle.height; ++y) {
    for (int x = 0; x < rectangle.width; ++x) {
      const auto k = pixel_index(input.image.size, x, y);
      map.labels[pixel_index(map.size, rectangle.x + x, rectangle.y + y)] =
          marginals[pixels + k] > marginals[k] ? 2 : 0;
    }
  }
}

}  // namespace penumbra::bench
