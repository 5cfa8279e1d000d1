#include "formats/coco_numbers.h"

#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>

#include "base/json.h"
#include "dataset/class_lists.h"
#include "formats/names.h"

namespace penumbra::formats {
namespace {

/// The number that an id ends in, as COCO's file names do.
std::optional<std::int64_t> trailing_number(const std::string& id) {
  const auto start = id.find_last_not_of("0123456789") + 1;  // npos + 1 == 0
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(id.data() + start, id.data() + id.size(), number);
  if (start == id.size() || code != std::errc{} || end != id.data() + id.size()) return {};
  return number;
}

/// The category number of COCO's 80 classes: 1..90 with gaps.
int number_in_coco(int class_id) {
  constexpr std::array unused = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83};
  int number = class_id;
  for (const int gap : unused)
    if (number >= gap) ++number;
  return number;
}

}  // namespace

std::vector<std::int64_t> coco_image_numbers(const dataset::Dataset& dataset) {
  std::vector<std::int64_t> numbers;
  std::set<std::int64_t> seen;
  for (const auto& item : dataset.items) {
    const auto number = item.source_id > 0 ? item.source_id : trailing_number(item.id);
    if (!dataset.format.starts_with("coco") || !number || !seen.insert(*number).second) break;
    numbers.push_back(*number);
  }
  if (numbers.size() == dataset.items.size()) return numbers;
  numbers.resize(dataset.items.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i) + 1;
  return numbers;
}

int coco_category_number(const dataset::Classes& classes, int class_id) {
  return classes.names() == dataset::coco_classes().names() ? number_in_coco(class_id) : class_id;
}

nlohmann::json coco_image(const dataset::Dataset& dataset, const dataset::Item& item,
                          std::int64_t number, image::Size size) {
  return {{"id", number},
          {"file_name", photo_name(dataset, item)},
          {"width", size.width},
          {"height", size.height}};
}

}  // namespace penumbra::formats
