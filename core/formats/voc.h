#pragma once

#include "formats/exporter.h"

namespace penumbra::formats {

/// "voc": the layout of PASCAL VOC's devkit, without the photos. SegmentationClass/ID.png (8-bit,
/// VOC palette, 255 = undecided), ImageSets/Segmentation/SPLIT.txt and labels.txt (one class a
/// line, background first).
Exporter voc_exporter();

}  // namespace penumbra::formats
