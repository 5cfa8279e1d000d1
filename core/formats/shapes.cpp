#include "formats/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace penumbra::formats {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

void paint_polygon(image::LabelMap& map, std::span<const double> corners, std::uint8_t label) {
  image::paint_runs(map, image::polygon_runs(map.size, corners), label);
}

void paint_box(image::LabelMap& map, const TurnedBox& box, std::uint8_t label) {
  const double cosine = std::cos(radians(box.degrees)), sine = std::sin(radians(box.degrees));
  std::array<double, 8> corners{box.x,
                                box.y,
                                box.x + box.width,
                                box.y,
                                box.x + box.width,
                                box.y + box.height,
                                box.x,
                                box.y + box.height};
  if (box.degrees != 0)
    for (std::size_t i = 0; i < corners.size(); i += 2) {
      const double x = corners[i] - box.turn_x, y = corners[i + 1] - box.turn_y;
      corners[i] = box.turn_x + x * cosine - y * sine;
      corners[i + 1] = box.turn_y + x * sine + y * cosine;
    }
  paint_polygon(map, corners, label);
}

void paint_ellipse(image::LabelMap& map, double x, double y, double radius_x, double radius_y,
                   double degrees, std::uint8_t label) {
  const double farthest = std::max({std::abs(x), std::abs(y), radius_x, radius_y});
  if (!(farthest <= image::farthest_corner && radius_x > 0 && radius_y > 0))
    throw Error("it has no area or lies far outside of any image", "ellipse",
                "Repair the annotation");
  const double cosine = std::cos(radians(degrees)), sine = std::sin(radians(degrees));
  const double reach = std::max(radius_x, radius_y) + 1;
  const auto clamped = [](double value, int most) {
    return static_cast<int>(std::clamp(value, 0.0, double(most)));
  };
  for (int row = clamped(y - reach, map.size.height); row < clamped(y + reach, map.size.height);
       ++row)
    for (int column = clamped(x - reach, map.size.width);
         column < clamped(x + reach, map.size.width); ++column) {
      const double dx = column + 0.5 - x, dy = row + 0.5 - y;
      const double along = (dx * cosine + dy * sine) / radius_x;
      const double across = (dy * cosine - dx * sine) / radius_y;
      if (along * along + across * across <= 1)
        map.labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.size.width) +
                   static_cast<std::size_t>(column)] = label;
    }
}

void paint_stretch(image::LabelMap& map, const image::Box& box, std::size_t first,
                   std::size_t count, std::uint8_t label) {
  const auto width = static_cast<std::size_t>(box.width);
  while (count > 0) {
    const auto column = first % width, row = first / width;
    const auto part = std::min(count, width - column);
    const auto start =
        (static_cast<std::size_t>(box.y) + row) * static_cast<std::size_t>(map.size.width) +
        static_cast<std::size_t>(box.x) + column;
    std::fill_n(map.labels.begin() + static_cast<std::ptrdiff_t>(start), part, label);
    first += part;
    count -= part;
  }
}

bool lies_in(const image::Box& box, image::Size size) {
  return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 &&
         box.width <= size.width - box.x && box.height <= size.height - box.y;
}

std::vector<image::Box> label_boxes(const image::LabelMap& map) {
  std::vector<image::Box> boxes(256);
  std::array<std::array<int, 2>, 256> ends{};  // right and bottom, behind the last pixel
  std::size_t i = 0;
  for (int y = 0; y < map.size.height; ++y)
    for (int x = 0; x < map.size.width; ++x, ++i) {
      const auto label = map.labels[i];
      auto& box = boxes[label];
      auto& [right, bottom] = ends[label];
      if (right == 0) box.x = x, box.y = y;
      box.x = std::min(box.x, x);
      right = std::max(right, x + 1);
      bottom = y + 1;
    }
  for (std::size_t label = 0; label < boxes.size(); ++label) {
    auto& box = boxes[label];
    box.width = ends[label][0] - box.x;
    box.height = ends[label][1] - box.y;
  }
  return boxes;
}

}  // namespace penumbra::formats
