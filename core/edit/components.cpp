#include "edit/components.h"

#include <numeric>

#include "edit/disjoint_sets.h"

namespace penumbra::edit {

Components find_components(const image::LabelMap& map) {
  const auto [width, height] = map.size;
  Components found{std::vector<std::int32_t>(map.size.area()), {}};
  DisjointSets runs;
  for (int y = 0; y < height; ++y) {
    const auto row = pixel_index(map.size, 0, y);
    for (int x = 0; x < width; ++x) {
      const auto i = row + static_cast<std::size_t>(x);
      const auto above = i - static_cast<std::size_t>(width);
      const bool joins_left = x > 0 && map.labels[i - 1] == map.labels[i];
      const bool joins_above = y > 0 && map.labels[above] == map.labels[i];
      if (joins_left)
        found.index[i] = found.index[i - 1];
      else
        found.index[i] = joins_above ? found.index[above] : runs.add();
      if (joins_left && joins_above) runs.join(found.index[i], found.index[above]);
    }
  }
  std::vector<std::int32_t> number(runs.size(), -1);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto i = pixel_index(map.size, x, y);
      auto& component = number[static_cast<std::size_t>(runs.root(found.index[i]))];
      if (component < 0) {
        component = static_cast<std::int32_t>(found.list.size());
        found.list.push_back({map.labels[i]});
      }
      found.index[i] = component;
      auto& entry = found.list[static_cast<std::size_t>(component)];
      ++entry.area;
      entry.at_border |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
    }
  }
  return found;
}

}  // namespace penumbra::edit
