#include "formats/labelled_images.h"

#include <algorithm>
#include <random>

using namespace penumbra;
using image::LabelMap;

namespace {

LabelMap map_of(int width, int height, const auto& label_at) {
  LabelMap map{{width, height}, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) map.labels.push_back(static_cast<std::uint8_t>(label_at(x, y)));
  return map;
}

LabelMap uniform(int width, int height, int label) {
  return map_of(width, height, [&](int, int) { return label; });
}

dataset::Classes many_classes() {
  std::vector<std::string> names{
      "cat",        "red cow",      "\u0441\u043e\u0431\u0430\u043a\u0430",
      "\u732b",     "\u0642\u0637", "na\u00efve caf\u00e9",
      "a/b\\c",     "x:y;z,w",      "\"quoted\" 'name'",
      "\U0001f63a", "50 %"};
  while (names.size() < 254) names.push_back("class " + std::to_string(names.size() + 1));
  return dataset::Classes(names);
}

/// A map of rectangles and speckles of all labels, as large as a photo.
LabelMap photo_like() {
  std::mt19937 random(5);
  auto map = uniform(500, 375, 0);
  const auto below = [&](int most) { return static_cast<int>(random() % unsigned(most)); };
  for (int i = 0; i < 60; ++i) {
    const int left = below(500), top = below(375), label = below(256);
    for (int y = top; y < std::min(375, top + 80); ++y)
      for (int x = left; x < std::min(500, left + 80); ++x)
        if (below(8) != 0)
          map.labels[static_cast<std::size_t>(y * 500 + x)] = static_cast<std::uint8_t>(label);
  }
  return map;
}

}  // namespace

void LabelledImages::add(const std::string& id, LabelMap map) {
  dataset::Item item;
  item.id = id;
  item.image = dataset.root / (id + ".png");
  item.size = map.size;
  dataset.items.push_back(item);
  maps.push_back(std::move(map));
}

dataset::LabelSource LabelledImages::source() const {
  return [this](const dataset::Item& item) {
    return maps[static_cast<std::size_t>(&item - dataset.items.data())];
  };
}

LabelledImages nasty_set(const std::filesystem::path& root) {
  LabelledImages set;
  set.dataset.format = "folder";
  set.dataset.root = root;
  set.dataset.classes = many_classes();
  set.add("holes", map_of(40, 30, [](int x, int y) {
            const int ring = std::min(std::min(x, 39 - x), std::min(y, 29 - y));
            return ring < 3 ? 0 : ring < 6 ? 7 : ring < 9 ? 0 : ring < 11 ? 7 : ring < 12 ? 255 : 3;
          }));
  set.add("one pixel objects",
          map_of(23, 17, [](int x, int y) { return x % 5 == 2 && y % 4 == 1 ? x + y : 0; }));
  set.add("touching/check er", map_of(18, 14, [](int x, int y) { return (x + y) % 2 + 1; }));
  set.add("touching/\u0441\u0442\u043e\u0440\u043e\u043d\u044b",
          map_of(31, 9, [](int x, int) { return x / 5 + 1; }));
  set.add("\u65e5\u672c/\u5199\u771f 1", map_of(21, 19, [](int x, int y) {
            return x == 0 ? 1 : x == 20 ? 2 : y == 0 ? 3 : y == 18 ? 254 : 0;
          }));
  set.add("a.b.c", map_of(33, 33, [](int x, int y) {
            return x == y ? 9 : x + y == 32 ? 10 : x == y + 7 ? 255 : 0;
          }));
  set.add("#hash", map_of(16, 16, [](int x, int y) { return 16 * y + x; }));
  set.add("-dash", map_of(16, 16, [](int x, int y) { return 255 - 16 * y - x; }));
  set.add("x", uniform(12, 5, 0));
  set.add("x/y", uniform(5, 12, 255));
  set.add("x/y z.png", uniform(7, 3, 254));
  set.add("dot 0", uniform(1, 1, 0));
  set.add("dot 1", uniform(1, 1, 1));
  set.add("dot 255", uniform(1, 1, 255));
  set.add("row", map_of(300, 1, [](int x, int) { return x % 256; }));
  set.add("column", map_of(1, 300, [](int, int y) { return y % 256; }));
  set.add(" 000000000139", photo_like());
  return set;
}
