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

/// COCO's panoptic format: annotations/panoptic_SPLIT.json, and a PNG an image in a folder of that
/// name whose colours are the numbers of segments. Background is a category, "void" is undecided.
Format coco_panoptic();

/// Ultralytics' format of segmentation: data.yaml, labels/SPLIT/ID.txt with a polygon a line.
Format yolo();

/// MMSegmentation's folder annotations/SPLIT/ID.png with dataset_info.json: as it is read with
/// reduce_zero_label=False (0 is background) and with =True (ADE20K: 0 is undecided).
Format mmseg();
Format mmseg_ade();

/// gtFine/SPLIT/ID_gtFine_{labelIds,labelTrainIds,color}.png and _polygons.json; with the 19
/// classes of Cityscapes in its own numbers, else in ours with a table label_colors.txt.
Format cityscapes();

/// labelme's files, to lie beside the photos.
Format labelme();

/// "CVAT for images 1.1".
Format cvat();

/// Datumaro's annotations/SPLIT.json.
Format datumaro();

/// Label Studio's list of tasks with its interface, config.xml.
Format label_studio();

/// An image folder of Hugging Face's datasets with metadata.jsonl.
Format huggingface();

/// masks/ID.png in grey levels, classes.csv, lists/SPLIT.csv.
Format grey();

/// NumPy's archive of arrays (numpy.lib.format): ID.npy an image, uint8, height x width.
Format npz();

}  // namespace penumbra::formats
