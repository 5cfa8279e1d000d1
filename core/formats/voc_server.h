#pragma once

#include "formats/exporter.h"

namespace penumbra::formats {

/// "voc-server": what the VOC evaluation server takes as an archive (VOC2012 development kit,
/// section 5.3): results/VOC2012/Segmentation/comp6_SPLIT_cls/ID.png, 8-bit indexed. Competition 6
/// allows training data of any kind, such as a pretrained encoder's. The server refuses indices
/// that are no class, so undecided pixels become background.
Exporter voc_server_exporter();

}  // namespace penumbra::formats
