#pragma once

#include <algorithm>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "edit/rect.h"
#include "image/image.h"

/// Operations on label maps. Each returns the tight rectangle of the pixels that it changed, in
/// label or in `Canvas::drawn`, which is empty where it changed nothing. What can fail fails before
/// the first pixel is painted.
namespace penumbra::edit {

/// What an operation paints on.
struct Canvas {
  image::LabelMap& map;
  /// Optional, of the map's size: set to 1 for each pixel that was painted, even where it had that
  /// label already.
  std::vector<std::uint8_t>* drawn = nullptr;
};

/// Where an operation may paint; by default everywhere.
struct Limits {
  /// Labels that may be painted over.
  std::optional<std::bitset<256>> only_over;
  /// Optional, of the map's size: only pixels whose value is not 0.
  const image::LabelMap* selection = nullptr;
};

/// A position in pixels of the upright image: pixel (i, j) covers [i, i + 1) x [j, j + 1), its
/// centre is (i + 0.5, j + 0.5).
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

/// The whole of an image.
inline Rect whole(image::Size size) { return {0, 0, size.width, size.height}; }

/// The first of `count` rows or columns whose centre is not before `coordinate`; `count` if none
/// is.
inline int first_centre(double coordinate, int count) {
  return static_cast<int>(std::clamp(std::ceil(coordinate - 0.5), 0.0, double(count)));
}

/// Where a pixel is in its map.
inline std::size_t pixel_index(image::Size size, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
         static_cast<std::size_t>(x);
}

}  // namespace penumbra::edit
