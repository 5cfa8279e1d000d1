#include "edit/plain.h"

#include <algorithm>
#include <array>
#include <map>

namespace penumbra::edit::plain {
namespace {

using image::LabelMap;

template <class Visit>
void for_neighbours(image::Size size, std::size_t i, const Visit& visit) {
  const auto width = static_cast<std::size_t>(size.width);
  if (i % width > 0) visit(i - 1);
  if (i % width + 1 < width) visit(i + 1);
  if (i >= width) visit(i - width);
  if (i + width < size.area()) visit(i + width);
}

std::vector<bool> region_of(const LabelMap& map, std::size_t i) {
  const auto width = static_cast<std::size_t>(map.size.width);
  return connected(map.size, static_cast<int>(i % width), static_cast<int>(i / width),
                   [&](std::size_t k) { return map.labels[k] == map.labels[i]; });
}

}  // namespace

Result paint(LabelMap map, std::vector<std::uint8_t> drawn, const Painted& painted,
             const Limits& limits) {
  Result result{map, drawn, {}};
  int left = map.size.width, top = map.size.height, right = 0, bottom = 0;
  for (int y = 0; y < map.size.height; ++y) {
    for (int x = 0; x < map.size.width; ++x) {
      const auto i = static_cast<std::size_t>(y * map.size.width + x);
      if (!painted[i]) continue;
      if (limits.only_over && !limits.only_over->test(map.labels[i])) continue;
      if (limits.selection && limits.selection->labels[i] == 0) continue;
      result.map.labels[i] = *painted[i];
      if (!drawn.empty()) result.drawn[i] = 1;
      if (result.map.labels[i] == map.labels[i] && (drawn.empty() || drawn[i] == 1)) continue;
      left = std::min(left, x);
      top = std::min(top, y);
      right = std::max(right, x + 1);
      bottom = std::max(bottom, y + 1);
    }
  }
  if (left < right) result.changed = {left, top, right - left, bottom - top};
  return result;
}

Painted where(image::Size size, std::uint8_t label, const std::function<bool(int, int)>& inside) {
  Painted painted(size.area());
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      if (inside(x, y)) painted[static_cast<std::size_t>(y * size.width + x)] = label;
  return painted;
}

std::vector<bool> connected(image::Size size, int x, int y,
                            const std::function<bool(std::size_t)>& inside) {
  std::vector<bool> found(size.area());
  const auto start = static_cast<std::size_t>(y * size.width + x);
  if (!inside(start)) return found;
  std::vector<std::size_t> open{start};
  found[start] = true;
  while (!open.empty()) {
    const auto i = open.back();
    open.pop_back();
    for_neighbours(size, i, [&](std::size_t k) {
      if (found[k] || !inside(k)) return;
      found[k] = true;
      open.push_back(k);
    });
  }
  return found;
}

Painted difference(const LabelMap& before, const LabelMap& after) {
  Painted painted(before.labels.size());
  for (std::size_t i = 0; i < painted.size(); ++i)
    if (before.labels[i] != after.labels[i]) painted[i] = after.labels[i];
  return painted;
}

bool near_polyline(Point p, std::span<const Point> points, double radius) {
  for (std::size_t k = 0; k < points.size(); ++k) {
    const Point a = points[k], b = points[std::min(k + 1, points.size() - 1)];
    const double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
    const double px = p.x - a.x, py = p.y - a.y;
    const double t = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0.0;
    const double ex = px - t * dx, ey = py - t * dy;
    if (ex * ex + ey * ey <= radius * radius) return true;
  }
  return false;
}

bool inside_rings(Point p, std::span<const Ring> rings) {
  bool inside = false;
  for (const auto& ring : rings) {
    for (std::size_t k = 0; k < ring.size(); ++k) {
      Point a = ring[k], b = ring[(k + 1) % ring.size()];
      if (a.y > b.y) std::swap(a, b);
      if ((a.y <= p.y) == (b.y <= p.y)) continue;
      if (a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) <= p.x) inside = !inside;
    }
  }
  return inside;
}

LabelMap without_specks(LabelMap map, std::int64_t area, std::optional<std::uint8_t> label) {
  for (;;) {
    std::vector<bool> smallest;
    auto smallest_area = area;
    std::vector<bool> seen(map.labels.size());
    for (std::size_t i = 0; i < map.labels.size(); ++i) {
      if (seen[i]) continue;
      const auto region = region_of(map, i);
      for (std::size_t k = 0; k < region.size(); ++k) seen[k] = seen[k] || region[k];
      const auto count = std::count(region.begin(), region.end(), true);
      if (count >= smallest_area || (label && map.labels[i] != *label)) continue;
      smallest_area = count;
      smallest = region;
    }
    if (smallest.empty()) return map;
    std::map<std::uint8_t, int> sides;
    for (std::size_t i = 0; i < smallest.size(); ++i)
      if (smallest[i])
        for_neighbours(map.size, i, [&](std::size_t k) {
          if (!smallest[k]) ++sides[map.labels[k]];
        });
    if (sides.empty()) return map;  // the region is the whole map
    auto longest = sides.begin();
    for (auto side = sides.begin(); side != sides.end(); ++side)
      if (side->second > longest->second) longest = side;
    for (std::size_t i = 0; i < smallest.size(); ++i)
      if (smallest[i]) map.labels[i] = longest->first;
  }
}

LabelMap without_holes(const LabelMap& map, std::uint8_t label,
                       std::optional<std::int64_t> largest) {
  LabelMap filled = map;
  const auto [width, height] = map.size;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto region =
          connected(map.size, x, y, [&](std::size_t i) { return map.labels[i] != label; });
      bool at_border = false;
      for (int v = 0; v < height; ++v)
        for (int u = 0; u < width; ++u)
          if (region[static_cast<std::size_t>(v * width + u)])
            at_border |= u == 0 || v == 0 || u + 1 == width || v + 1 == height;
      const auto area = std::count(region.begin(), region.end(), true);
      if (area > 0 && !at_border && (!largest || area <= *largest))
        filled.labels[static_cast<std::size_t>(y * width + x)] = label;
    }
  }
  return filled;
}

LabelMap smoothed(const LabelMap& map, double radius) {
  LabelMap result = map;
  for (int y = 0; y < map.size.height; ++y) {
    for (int x = 0; x < map.size.width; ++x) {
      std::array<int, 256> counts{};
      for (int v = 0; v < map.size.height; ++v)
        for (int u = 0; u < map.size.width; ++u)
          if ((u - x) * (u - x) + (v - y) * (v - y) <= radius * radius)
            ++counts[map.labels[static_cast<std::size_t>(v * map.size.width + u)]];
      auto& label = result.labels[static_cast<std::size_t>(y * map.size.width + x)];
      for (std::size_t k = 0; k < counts.size(); ++k)
        if (counts[k] > counts[label]) label = static_cast<std::uint8_t>(k);
    }
  }
  return result;
}

bool has_near(const LabelMap& map, int x, int y, int distance,
              const std::function<bool(std::uint8_t)>& is_wanted) {
  for (int v = 0; v < map.size.height; ++v)
    for (int u = 0; u < map.size.width; ++u)
      if ((u - x) * (u - x) + (v - y) * (v - y) <= distance * distance &&
          is_wanted(map.labels[static_cast<std::size_t>(v * map.size.width + u)]))
        return true;
  return false;
}

LabelMap random_map(image::Size size, std::mt19937& random) {
  const std::array<std::uint8_t, 6> labels{0, 1, 2, 3, 4, 255};
  LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  const auto below = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  for (int k = 0; k < 10; ++k) {
    const int left = below(size.width), top = below(size.height);
    const auto label = labels[random() % labels.size()];
    for (int y = top; y < std::min(size.height, top + 1 + size.height / 2); ++y)
      for (int x = left; x < std::min(size.width, left + 1 + size.width / 2); ++x)
        if (random() % 9 != 0) map.labels[static_cast<std::size_t>(y * size.width + x)] = label;
  }
  return map;
}

}  // namespace penumbra::edit::plain
