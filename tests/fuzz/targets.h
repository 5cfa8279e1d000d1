#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// What reads text and files that others made, as functions of bytes. Each accepts any input: it
/// either works or throws penumbra::Error, which is swallowed here; all else is a fault.
namespace penumbra::fuzz {

using Bytes = std::span<const std::uint8_t>;
using Target = void (*)(Bytes);

// Pictures and masks.
void exif(Bytes bytes);
void mask_png(Bytes bytes);
void picture(Bytes bytes);
void xmp(Bytes bytes);

// Tags, lists and regions of data sets.
void class_list(Bytes bytes);
void coco_instances(Bytes bytes);
void run_lengths(Bytes bytes);
void tag_files(Bytes bytes);
void tags_csv(Bytes bytes);
void voc_annotation(Bytes bytes);

// Labels of other programs.
void archive(Bytes bytes);
void brush_rle(Bytes bytes);
void cityscapes_colours(Bytes bytes);
void cityscapes_polygons(Bytes bytes);
void coco_file(Bytes bytes);
void cvat_file(Bytes bytes);
void datumaro_file(Bytes bytes);
void grey_lists(Bytes bytes);
void huggingface_file(Bytes bytes);
void label_studio_config(Bytes bytes);
void label_studio_file(Bytes bytes);
void labelme_file(Bytes bytes);
void mmseg_info(Bytes bytes);
void npy(Bytes bytes);
void npz(Bytes bytes);
void panoptic_file(Bytes bytes);
void voc_lists(Bytes bytes);
void voc_server_mask(Bytes bytes);
void yaml_names(Bytes bytes);
void yolo_labels(Bytes bytes);

// Runs and weights.
void event_file(Bytes bytes);
void pickle(Bytes bytes);
void run_files(Bytes bytes);

// Projects, what is asked of them and what is done in them.
void edit_script(Bytes bytes);
void project_file(Bytes bytes);
void project_values(Bytes bytes);
void query(Bytes bytes);

struct NamedTarget {
  const char* name;
  Target feed;
};
std::span<const NamedTarget> all_targets();

/// Ends the program where there is none of that name.
Target find_target(std::string_view name);

}  // namespace penumbra::fuzz
