#pragma once

#include <filesystem>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/draft.h"

/// One reader a layout. `find_*` returns the folder that holds the layout at or below `root`
/// (empty: it is not there); `read_*` lists what is there. Both throw Error for what can't be read.
namespace penumbra::dataset {

/// PASCAL VOC as the official kit lays it out: JPEGImages, Annotations, ImageSets/Segmentation,
/// SegmentationClassAug, SegmentationClass. `root` is VOC2012, VOCdevkit or the folder around it.
/// Classes are VOC's own unless a class list beside JPEGImages (see class_lists.h) names others.
std::filesystem::path find_voc(const std::filesystem::path& root);
Draft read_voc(const std::filesystem::path& folder, const Selection& selection,
               const ReadOptions& options, JobControl& control);

/// COCO: annotations/instances_SPLIT.json, images in SPLIT/, images/SPLIT/ and the like.
std::filesystem::path find_coco(const std::filesystem::path& root);
Draft read_coco(const std::filesystem::path& folder, const Selection& selection,
                const ReadOptions& options, JobControl& control);

/// COCO as masks: JPEGImages/SPLIT/*.jpg and SegmentationClass/SPLIT/*.png.
std::filesystem::path find_coco_masks(const std::filesystem::path& root);
Draft read_coco_masks(const std::filesystem::path& folder, const Selection& selection,
                      const ReadOptions& options, JobControl& control);

/// A folder of photos, its sub-folders included. Tags come from the first of these that is there,
/// and the notes say which: tags.csv or a file of another program (see tag_files.h; photos are named
/// by path or by name alone);
/// at least two sub-folders that hold all photos, one a class, perhaps below train/, val/, test/,
/// which are then splits; keywords embedded in the photos. Sub-folders give way to keywords where
/// nearly all photos have some and none names its own sub-folder (albums by date, say). A class
/// list (see class_lists.h) fixes the classes, else all tags are, in alphabetical order; keywords
/// outside the list are passed over. Truth: masks/PATH/NAME.png or masks/NAME.png for
/// PATH/NAME.jpg.
Draft read_folder(const std::filesystem::path& folder, const Selection& selection,
                  const ReadOptions& options, JobControl& control);

}  // namespace penumbra::dataset
