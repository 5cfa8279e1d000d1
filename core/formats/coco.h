#pragma once

#include "formats/exporter.h"

namespace penumbra::formats {

/// "coco": annotations/instances_SPLIT.json as pycocotools reads it. One annotation a class and
/// image, with compressed RLE, area and box; undecided pixels belong to none. Data sets read from
/// COCO keep COCO's own image numbers and category numbers.
Exporter coco_exporter();

/// The category number of COCO's 80 classes (id in 1..80, in category order): 1..90 with gaps.
int coco_category_number(int class_id);

}  // namespace penumbra::formats
