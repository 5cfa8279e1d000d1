#pragma once

#include <cmath>
#include <optional>

#include "edit/painter.h"

namespace penumbra::edit {

struct Pixel {
  int x = 0;
  int y = 0;
};

/// The pixel that holds a point; nothing outside the image.
inline std::optional<Pixel> pixel_at(image::Size size, Point point) {
  const double x = std::floor(point.x), y = std::floor(point.y);
  if (!(x >= 0 && y >= 0 && x < size.width && y < size.height)) return std::nullopt;
  return Pixel{static_cast<int>(x), static_cast<int>(y)};
}

/// The 4-connected region around `seed` of pixels for which inside(index in the map) holds, by
/// rows.
template <class Inside>
Spans connected_spans(image::Size size, Pixel seed, const Inside& inside) {
  std::vector<bool> seen(size.area());
  Spans spans;
  std::vector<Pixel> open{seed};
  while (!open.empty()) {
    const auto [x, y] = open.back();
    open.pop_back();
    const auto row = pixel_index(size, 0, y);
    const auto is_new = [&](int column, std::size_t start) {
      const auto i = start + static_cast<std::size_t>(column);
      return !seen[i] && inside(i);
    };
    if (!is_new(x, row)) continue;
    int left = x, right = x + 1;
    while (left > 0 && is_new(left - 1, row)) --left;
    while (right < size.width && is_new(right, row)) ++right;
    for (int column = left; column < right; ++column)
      seen[row + static_cast<std::size_t>(column)] = true;
    spans.push_back({y, left, right});
    for (const int next : {y - 1, y + 1}) {
      if (next < 0 || next >= size.height) continue;
      const auto next_row = pixel_index(size, 0, next);
      for (int column = left; column < right; ++column)
        if (is_new(column, next_row) && (column == left || !is_new(column - 1, next_row)))
          open.push_back({column, next});
    }
  }
  return spans;
}

/// The pixels of an image for which inside(index in the map) holds, by rows.
template <class Inside>
Spans matching_spans(image::Size size, const Inside& inside) {
  Spans spans;
  for (int y = 0; y < size.height; ++y) {
    const auto row = pixel_index(size, 0, y);
    for (int x = 0; x < size.width; ++x) {
      if (!inside(row + static_cast<std::size_t>(x))) continue;
      const int left = x;
      while (x < size.width && inside(row + static_cast<std::size_t>(x))) ++x;
      spans.push_back({y, left, x});
    }
  }
  return spans;
}

}  // namespace penumbra::edit
