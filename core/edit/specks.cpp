#include "edit/specks.h"

#include <algorithm>
#include <array>
#include <queue>
#include <utility>
#include <vector>

#include "edit/components.h"
#include "edit/disjoint_sets.h"
#include "edit/painter.h"

namespace penumbra::edit {
namespace {

/// The regions of a map and how many pixel sides each shares with which others. Regions that come
/// to have the same label become one.
class RegionGraph {
 public:
  RegionGraph(image::Size size, const Components& components)
      : regions_(components.list), sets_(regions_.size()), borders_(regions_.size()) {
    const auto& index = components.index;
    const auto width = static_cast<std::size_t>(size.width);
    for (std::size_t i = 0; i < index.size(); ++i) {
      if ((i + 1) % width != 0) add_side(index[i], index[i + 1]);
      if (i + width < index.size()) add_side(index[i], index[i + width]);
    }
  }

  std::int32_t root(std::int32_t region) { return sets_.root(region); }
  const Component& operator[](std::int32_t region) const { return regions_[at(region)]; }

  /// Gives a region the label of its longest border and joins it with its neighbours of that label.
  /// Returns the joined region, or nothing for a region without neighbours.
  std::optional<std::int32_t> dissolve(std::int32_t region) {
    update_borders(region);
    const Borders neighbours = borders_[at(region)];
    if (neighbours.empty()) return std::nullopt;
    const std::uint8_t label = longest_border(neighbours);
    std::int32_t joined = region;
    for (const auto& neighbour : neighbours)
      if (regions_[at(neighbour.first)].label == label) joined = join(joined, neighbour.first);
    regions_[at(joined)].label = label;
    return joined;
  }

 private:
  /// Regions and how many pixel sides are shared with them.
  using Borders = std::vector<std::pair<std::int32_t, std::int32_t>>;

  static std::size_t at(std::int32_t region) { return static_cast<std::size_t>(region); }

  void add_side(std::int32_t a, std::int32_t b) {
    if (a == b) return;
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
      auto& borders = borders_[at(from)];
      if (!borders.empty() && borders.back().first == to)
        ++borders.back().second;
      else
        borders.push_back({to, 1});
    }
  }

  /// Names the regions that others have become, each once.
  void update_borders(std::int32_t region) {
    auto& borders = borders_[at(region)];
    for (auto& border : borders) border.first = sets_.root(border.first);
    std::ranges::sort(borders);
    std::size_t count = 0;
    for (const auto& border : borders) {
      if (border.first == region) continue;
      if (count > 0 && borders[count - 1].first == border.first)
        borders[count - 1].second += border.second;
      else
        borders[count++] = border;
    }
    borders.resize(count);
  }

  /// The smallest label of several.
  std::uint8_t longest_border(const Borders& neighbours) const {
    std::array<std::int32_t, 256> lengths{};
    for (const auto& [neighbour, length] : neighbours)
      lengths[regions_[at(neighbour)].label] += length;
    return static_cast<std::uint8_t>(std::ranges::max_element(lengths) - lengths.begin());
  }

  std::int32_t join(std::int32_t a, std::int32_t b) {
    const auto area = regions_[at(a)].area + regions_[at(b)].area;
    Borders longer = std::exchange(borders_[at(a)], {});
    Borders shorter = std::exchange(borders_[at(b)], {});
    if (longer.size() < shorter.size()) std::swap(longer, shorter);
    longer.insert(longer.end(), shorter.begin(), shorter.end());
    const auto root = sets_.join(a, b);
    borders_[at(root)] = std::move(longer);
    regions_[at(root)].area = area;
    return root;
  }

  std::vector<Component> regions_;  ///< of roots only
  DisjointSets sets_;
  std::vector<Borders> borders_;
};

}  // namespace

Rect remove_specks(Canvas canvas, std::int64_t area, std::optional<std::uint8_t> label,
                   const Limits& limits) {
  Painter painter(canvas, limits);
  const image::Size size = canvas.map.size;
  const Components components = find_components(canvas.map);
  RegionGraph graph(size, components);
  using Entry = std::pair<std::int64_t, std::int32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> smallest;
  const auto add = [&](std::int32_t region) {
    const Component& entry = graph[region];
    if (entry.area < area && (!label || entry.label == *label)) smallest.push({entry.area, region});
  };
  const auto count = static_cast<std::int32_t>(components.list.size());
  for (std::int32_t region = 0; region < count; ++region) add(region);
  while (!smallest.empty()) {
    const auto [entry_area, region] = smallest.top();
    smallest.pop();
    // Entries of regions that were joined with others since are out of date.
    if (graph.root(region) != region || graph[region].area != entry_area) continue;
    if (const auto joined = graph.dissolve(region)) add(*joined);
  }
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const auto i = pixel_index(size, x, y);
      const auto now = graph[graph.root(components.index[i])].label;
      if (now != canvas.map.labels[i]) painter.paint(x, y, now);
    }
  }
  return painter.changed();
}

}  // namespace penumbra::edit
