#include "formats/coco.h"

#include <array>
#include <bitset>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/atomic_file.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The number that an id ends in, as COCO's file names do.
std::optional<std::int64_t> trailing_number(const std::string& id) {
  const auto start = id.find_last_not_of("0123456789") + 1;  // npos + 1 == 0
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(id.data() + start, id.data() + id.size(), number);
  if (start == id.size() || code != std::errc{} || end != id.data() + id.size()) return {};
  return number;
}

/// COCO's own image numbers where every id ends in another number, else 1, 2, 3, ...
std::vector<std::int64_t> image_numbers(const dataset::Dataset& dataset) {
  std::vector<std::int64_t> numbers;
  std::set<std::int64_t> seen;
  for (const auto& item : dataset.items) {
    const auto number = trailing_number(item.id);
    if (!number || !seen.insert(*number).second) break;
    numbers.push_back(*number);
  }
  if (numbers.size() == dataset.items.size() && dataset.format.starts_with("coco")) return numbers;
  numbers.resize(dataset.items.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i) + 1;
  return numbers;
}

std::string file_name(const dataset::Dataset& dataset, const dataset::Item& item) {
  if (dataset.format.starts_with("coco")) return item.image.filename().string();
  return item.image.lexically_relative(dataset.root).generic_string();
}

int category_number(const dataset::Dataset& dataset, int class_id) {
  const bool of_coco = dataset.format.starts_with("coco") && dataset.classes.size() == 80;
  return of_coco ? coco_category_number(class_id) : class_id;
}

json annotation(const image::LabelMap& labels, std::uint8_t label) {
  const auto runs = image::encode_runs(labels, label);
  const auto box = image::bounding_box(runs, labels.size);
  return {
      {"segmentation",
       {{"size", {labels.size.height, labels.size.width}}, {"counts", image::compress_runs(runs)}}},
      {"area", image::area(runs)},
      {"bbox", {box.x, box.y, box.width, box.height}},
      {"iscrowd", 0}};
}

ExportSummary write_coco(const ExportRequest& request, const fs::path& out, JobControl& control,
                         ProgressSink& progress) {
  const auto numbers = image_numbers(request.dataset);
  const auto& items = request.dataset.items;
  json images = json::array(), annotations = json::array(), categories = json::array();
  for (int c = 1; c <= request.dataset.classes.size(); ++c)
    categories.push_back({{"id", category_number(request.dataset, c)},
                          {"name", request.dataset.classes.name(c)},
                          {"supercategory", ""}});
  auto summary = for_each_label(
      request, control, progress, [&](const dataset::Item& item, const image::LabelMap& labels) {
        const auto number = numbers[static_cast<std::size_t>(&item - items.data())];
        images.push_back({{"id", number},
                          {"file_name", file_name(request.dataset, item)},
                          {"width", labels.size.width},
                          {"height", labels.size.height}});
        std::bitset<256> present;
        for (const auto label : labels.labels) present.set(label);
        for (int c = 1; c <= request.dataset.classes.size(); ++c) {
          if (!present[static_cast<std::size_t>(c)]) continue;
          json one = annotation(labels, static_cast<std::uint8_t>(c));
          one["id"] = annotations.size() + 1;
          one["image_id"] = number;
          one["category_id"] = category_number(request.dataset, c);
          annotations.push_back(std::move(one));
        }
      });
  summary.objects = annotations.size();
  const json whole = {{"info", {{"description", "Labels made by Penumbra"}}},
                      {"licenses", json::array()},
                      {"images", std::move(images)},
                      {"annotations", std::move(annotations)},
                      {"categories", std::move(categories)}};
  make_folder(out / "annotations");
  write_file_atomically(
      out / "annotations" /
          ("instances_" + (request.split.empty() ? "all" : request.split) + ".json"),
      whole.dump(-1, ' ', false, json::error_handler_t::replace));
  return summary;
}

}  // namespace

int coco_category_number(int class_id) {
  constexpr std::array unused = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83};
  int number = class_id;
  for (const int gap : unused)
    if (number >= gap) ++number;
  return number;
}

Exporter coco_exporter() {
  return {"coco", "COCO instances file with compressed RLE, one annotation a class and image",
          write_coco};
}

}  // namespace penumbra::formats
