#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

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
  std::vector<std::uint8_t> wanted(size.area());  // 1: inside, and in no span yet
  std::vector<bool> known(static_cast<std::size_t>(size.height));
  const auto wanted_row = [&](int y) {
    const auto row = pixel_index(size, 0, y);
    if (!known[static_cast<std::size_t>(y)]) {
      known[static_cast<std::size_t>(y)] = true;
      for (auto i = row; i < row + static_cast<std::size_t>(size.width); ++i) wanted[i] = inside(i);
    }
    return wanted.data() + row;
  };
  Spans spans;
  std::vector<Pixel> open{seed};
  while (!open.empty()) {
    const auto [x, y] = open.back();
    open.pop_back();
    auto* row = wanted_row(y);
    if (!row[x]) continue;
    int left = x, right = x + 1;
    while (left > 0 && row[left - 1]) --left;
    while (right < size.width && row[right]) ++right;
    std::fill(row + left, row + right, std::uint8_t{0});
    spans.push_back({y, left, right});
    for (const int next : {y - 1, y + 1}) {
      if (next < 0 || next >= size.height) continue;
      const auto* next_row = wanted_row(next);
      for (int column = left; column < right; ++column)
        if (next_row[column] && (column == left || !next_row[column - 1]))
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
