#pragma once

#include "formats/format.h"

/// One function a format; docs/formats.md says what each carries.
namespace penumbra::formats {

/// The layout of PASCAL VOC's devkit: SegmentationClass/ID.png (8-bit indexed, VOC's palette, 255 =
/// undecided), ImageSets/Segmentation/SPLIT.txt and labels.txt (a class a line, background first),
/// and JPEGImages/ID.EXTENSION where photos are asked for.
Format voc();

/// What the VOC evaluation server takes (VOC2012 development kit, section 5.3):
/// results/VOC2012/Segmentation/comp6_SPLIT_cls/ID.png, 8-bit indexed. Competition 6 allows
/// training data of any kind, such as a pretrained encoder's. The server refuses indices that are
/// no class, so undecided pixels become background.
Format voc_server();

/// annotations/instances_SPLIT.json as pycocotools reads it ("Data format: object detection"): one
/// annotation a class and image, with compressed RLE, area and box. Undecided pixels are a crowd
/// region.
Format coco();

/// NumPy's archive of arrays (numpy.lib.format): ID.npy an image, uint8, height x width.
Format npz();

}  // namespace penumbra::formats
