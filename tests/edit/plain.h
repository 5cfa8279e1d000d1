#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "edit/canvas.h"
#include "edit/polygon.h"

/// Operations written down pixel by pixel, to compare with.
namespace penumbra::edit::plain {

/// The label that an operation paints on each pixel, if no limits keep it from that.
using Painted = std::vector<std::optional<std::uint8_t>>;

struct Result {
  image::LabelMap map;
  std::vector<std::uint8_t> drawn;
  Rect changed;
};

/// Paints what the limits allow and looks at every pixel for what changed.
Result paint(image::LabelMap map, std::vector<std::uint8_t> drawn, const Painted& painted,
             const Limits& limits);

/// `label` where inside(x, y).
Painted where(image::Size size, std::uint8_t label, const std::function<bool(int, int)>& inside);

/// The 4-connected pixels around (x, y) for which inside(index) holds.
std::vector<bool> connected(image::Size size, int x, int y,
                            const std::function<bool(std::size_t)>& inside);

/// The labels that differ from those of `before`.
Painted difference(const image::LabelMap& before, const image::LabelMap& after);

bool near_polyline(Point p, std::span<const Point> points, double radius);
bool inside_rings(Point p, std::span<const Ring> rings);

image::LabelMap without_specks(image::LabelMap map, std::int64_t area,
                               std::optional<std::uint8_t> label);
image::LabelMap without_holes(const image::LabelMap& map, std::uint8_t label,
                              std::optional<std::int64_t> largest);
image::LabelMap smoothed(const image::LabelMap& map, double radius);

/// Whether a pixel whose label `is_wanted` lies within `distance` of (x, y).
bool has_near(const image::LabelMap& map, int x, int y, int distance,
              const std::function<bool(std::uint8_t)>& is_wanted);

/// Rectangles of labels 0..4 and 255, speckled.
image::LabelMap random_map(image::Size size, std::mt19937& random);

}  // namespace penumbra::edit::plain
