#include <memory>

#include "dataset/class_lists.h"
#include "dataset/coco_instances.h"
#include "dataset/dataset.h"
#include "dataset/tag_files.h"
#include "dataset/tags_csv.h"
#include "dataset/voc_annotation.h"
#include "fuzz/accept.h"
#include "image/rle.h"

namespace penumbra::fuzz {

void class_list(Bytes bytes) {
  for (const auto name : dataset::class_list_names)
    accept_errors([&] {
      const auto classes = dataset::parse_class_list(text(bytes), name);
      require(classes.size() >= 1 && classes.size() <= 254);
    });
}

void coco_instances(Bytes bytes) {
  accept_errors([&] {
    auto instances = dataset::parse_coco_instances(text(bytes), "instances_a.json");
    dataset::Item item;
    item.size = {64, 48};
    auto regions = std::make_shared<std::vector<dataset::Region>>();
    for (auto& annotation : instances.annotations)
      if (annotation.fault.empty()) regions->push_back(std::move(annotation.region));
    item.truth = std::shared_ptr<const std::vector<dataset::Region>>(regions);
    dataset::load_truth(item);
  });
}

void run_lengths(Bytes bytes) {
  accept_errors([&] {
    const auto runs = image::expand_runs(text(bytes));
    require(image::expand_runs(image::compress_runs(runs)) == runs);
    image::LabelMap map{{32, 24}, std::vector<std::uint8_t>(32 * 24)};
    image::paint_runs(map, runs, 1);
    image::bounding_box(runs, map.size);
  });
}

void tag_files(Bytes bytes) {
  for (const auto parse : {dataset::parse_huggingface_tags, dataset::parse_cvat_tags,
                           dataset::parse_label_studio_tags})
    accept_errors([&] { parse(text(bytes), "tags"); });
}

void tags_csv(Bytes bytes) {
  accept_errors([&] {
    for (const auto& row : dataset::parse_tags_csv(text(bytes), "tags.csv"))
      require(!row.image.empty());
  });
}

void voc_annotation(Bytes bytes) {
  accept_errors([&] { dataset::parse_voc_annotation(text(bytes), "a.xml"); });
}

}  // namespace penumbra::fuzz
