#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "dataset/dataset.h"

/// The numbers that COCO's files give to images and classes.
namespace penumbra::formats {

/// COCO's own image numbers where every image has another one, else 1, 2, 3, ...
std::vector<std::int64_t> coco_image_numbers(const dataset::Dataset& dataset);

/// The category number of a class: as COCO has it for its 80 classes, 1 to 90 with gaps.
int coco_category_number(const dataset::Classes& classes, int class_id);

/// An image's entry in the list of them.
nlohmann::json coco_image(const dataset::Dataset& dataset, const dataset::Item& item,
                          std::int64_t number, image::Size size);

}  // namespace penumbra::formats
