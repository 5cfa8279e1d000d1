#include <algorithm>

#include "base/error.h"
#include "dataset/dataset.h"
#include "image/mask.h"
#include "image/rle.h"

namespace penumbra::dataset {
namespace {

image::LabelMap paint(const std::vector<Region>& regions, image::Size size) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  for (const auto& region : regions) {
    const auto label =
        region.crowd ? image::ignore_label : static_cast<std::uint8_t>(region.class_id);
    for (const auto& polygon : region.polygons)
      image::paint_runs(map, image::polygon_runs(size, polygon), label);
    if (!region.runs.empty()) image::paint_runs(map, region.runs, label);
  }
  return map;
}

image::LabelMap fitting(image::LabelMap mask, const Item& item,
                        const std::filesystem::path& where) {
  if (item.size.area() > 0 && !(mask.size == item.size))
    throw Error("the mask is " + std::to_string(mask.size.width) + " x " +
                    std::to_string(mask.size.height) + " pixels, its image " +
                    std::to_string(item.size.width) + " x " + std::to_string(item.size.height),
                where.string(), "Replace the mask or the image");
  return mask;
}

}  // namespace

image::LabelMap load_truth(const Item& item) {
  if (const auto* file = std::get_if<std::filesystem::path>(&item.truth))
    return fitting(image::read_mask(*file), item, *file);
  if (const auto* source = std::get_if<TruthSource>(&item.truth); source && *source)
    return fitting((*source)(), item, item.image);
  if (const auto* regions = std::get_if<std::shared_ptr<const std::vector<Region>>>(&item.truth);
      regions && *regions) {
    try {
      return paint(**regions, item.size);
    } catch (const Error& error) {
      throw Error("its ground truth is damaged: " + error.reason(), item.image.string(),
                  "Repair the annotation");
    }
  }
  throw Error("has no ground truth", item.image.string(), "Choose a split that has masks");
}

}  // namespace penumbra::dataset
