#include "compare/class_use.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <chrono>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "compare/map_versions.h"
#include "compare/number_cache.h"
#include "project/class_table.h"
#include "project/layers.h"

namespace penumbra::compare {
namespace {

using project::ImageId;
using project::LayerId;

constexpr std::size_t batch = 256;
constexpr auto telling_pause = std::chrono::milliseconds(300);
/// Beside counts of pairs: of a map with itself, by its values as they are stored.
constexpr std::uint64_t stored_values = 0;

/// A map, and the images that it is of (in an edited layer and its base it is the same one).
struct Map {
  MapVersion version;
  LayerId layer;
  ImageId image;
};

std::vector<Map> all_maps(project::Project& project) {
  std::unordered_map<ImageId, std::vector<MapVersion>> seen;
  std::vector<Map> maps;
  for (const auto& layer : project::Layers(project).list())
    for (const auto& [image, version] : map_versions(project, layer.id)) {
      auto& versions = seen[image];
      if (std::ranges::find(versions, version) != versions.end()) continue;
      versions.push_back(version);
      maps.push_back({version, layer.id, image});
    }
  return maps;
}

ImageNumbers pixels_of_values(const image::LabelMap& map) {
  std::array<std::int64_t, 256> pixels{};
  for (const auto label : map.labels) ++pixels[label];
  ImageNumbers numbers;  // they hold no ignored pixels of a reference
  for (std::size_t value = 0; value < image::ignore_label; ++value)
    if (pixels[value] > 0)
      numbers.cells.push_back(
          {static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value), pixels[value]});
  return numbers;
}

}  // namespace

void count_class_use(project::Project& project, JobControl& control,
                     const std::function<void(const ClassUse&)>& so_far) {
  const project::ClassTable table(project.database());
  const project::Layers layers(project);
  NumberCache cache(project.cache() / number_cache_name);
  const auto maps = all_maps(project);
  std::unordered_map<ImageId, std::bitset<256>> present;
  std::size_t read = 0;
  const auto tell = [&] {
    ClassUse use{{}, read, maps.size()};
    for (const auto& [image, values] : present)
      for (int value = 1; value < image::ignore_label; ++value)
        if (values.test(static_cast<std::size_t>(value))) ++use.images[value];
    so_far(use);
  };
  auto told = std::chrono::steady_clock::now();
  for (std::size_t first = 0; first < maps.size(); first += batch) {
    const auto part = std::span(maps).subspan(first, std::min(batch, maps.size() - first));
    std::vector<NumberKey> keys;
    for (const auto& map : part) keys.push_back({map.version, map.version, stored_values});
    auto numbers = cache.find(keys);
    std::vector<std::pair<NumberKey, ImageNumbers>> counted;
    for (std::size_t i = 0; i < part.size(); ++i) {
      control.checkpoint();
      if (!numbers[i]) {
        try {
          numbers[i] = pixels_of_values(layers.read_raw(part[i].layer, part[i].image));
          counted.emplace_back(keys[i], *numbers[i]);
        } catch (const Error&) {
          continue;  // `verify` names it
        }
      }
      for (const auto& cell : numbers[i]->cells) present[part[i].image].set(table[cell.reference]);
    }
    cache.keep(counted);
    read += part.size();
    if (std::chrono::steady_clock::now() - told > telling_pause) {
      tell();
      told = std::chrono::steady_clock::now();
    }
  }
  tell();
}

}  // namespace penumbra::compare
