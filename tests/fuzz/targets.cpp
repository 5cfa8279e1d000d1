#include "fuzz/targets.h"

#include <cstdio>
#include <cstdlib>

namespace penumbra::fuzz {

std::span<const NamedTarget> all_targets() {
#define PENUMBRA_TARGET(name) \
  { #name, name }
  static constexpr NamedTarget all[] = {
      PENUMBRA_TARGET(archive),
      PENUMBRA_TARGET(brush_rle),
      PENUMBRA_TARGET(cityscapes_colours),
      PENUMBRA_TARGET(cityscapes_polygons),
      PENUMBRA_TARGET(class_list),
      PENUMBRA_TARGET(coco_file),
      PENUMBRA_TARGET(coco_instances),
      PENUMBRA_TARGET(cvat_file),
      PENUMBRA_TARGET(datumaro_file),
      PENUMBRA_TARGET(edit_script),
      PENUMBRA_TARGET(event_file),
      PENUMBRA_TARGET(exif),
      PENUMBRA_TARGET(grey_lists),
      PENUMBRA_TARGET(huggingface_file),
      PENUMBRA_TARGET(label_studio_config),
      PENUMBRA_TARGET(label_studio_file),
      PENUMBRA_TARGET(labelme_file),
      PENUMBRA_TARGET(mask_png),
      PENUMBRA_TARGET(mmseg_info),
      PENUMBRA_TARGET(npy),
      PENUMBRA_TARGET(npz),
      PENUMBRA_TARGET(panoptic_file),
      PENUMBRA_TARGET(pickle),
      PENUMBRA_TARGET(picture),
      PENUMBRA_TARGET(project_file),
      PENUMBRA_TARGET(project_values),
      PENUMBRA_TARGET(query),
      PENUMBRA_TARGET(run_files),
      PENUMBRA_TARGET(run_lengths),
      PENUMBRA_TARGET(tag_files),
      PENUMBRA_TARGET(tags_csv),
      PENUMBRA_TARGET(voc_annotation),
      PENUMBRA_TARGET(voc_lists),
      PENUMBRA_TARGET(voc_server_mask),
      PENUMBRA_TARGET(xmp),
      PENUMBRA_TARGET(yaml_names),
      PENUMBRA_TARGET(yolo_labels),
  };
#undef PENUMBRA_TARGET
  return all;
}

Target find_target(std::string_view name) {
  for (const auto& target : all_targets())
    if (target.name == name) return target.feed;
  std::fprintf(stderr, "no target '%.*s'; PENUMBRA_FUZZ_TARGET is to be one of:\n",
               static_cast<int>(name.size()), name.data());
  for (const auto& target : all_targets()) std::fprintf(stderr, "%s\n", target.name);
  std::_Exit(2);  // which libFuzzer takes for no finding
}

}  // namespace penumbra::fuzz
