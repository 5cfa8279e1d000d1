#pragma once

#include <cstdint>
#include <span>

/// What reads text and files that others made, as functions of bytes. Each accepts any input: it
/// either works or throws penumbra::Error, which is swallowed here; all else is a fault.
namespace penumbra::fuzz {

using Bytes = std::span<const std::uint8_t>;

void mask_png(Bytes bytes);
void picture(Bytes bytes);
void voc_annotation(Bytes bytes);
void coco_instances(Bytes bytes);
void tags_csv(Bytes bytes);
void run_lengths(Bytes bytes);
void edit_script(Bytes bytes);
void npy(Bytes bytes);
void event_file(Bytes bytes);
void npz(Bytes bytes);
void brush_rle(Bytes bytes);
void yaml_names(Bytes bytes);
void yolo_labels(Bytes bytes);
void coco_file(Bytes bytes);
void panoptic_file(Bytes bytes);
void cityscapes_polygons(Bytes bytes);
void labelme_file(Bytes bytes);
void cvat_file(Bytes bytes);
void datumaro_file(Bytes bytes);
void label_studio_file(Bytes bytes);
void huggingface_file(Bytes bytes);
void grey_lists(Bytes bytes);
void query(Bytes bytes);

}  // namespace penumbra::fuzz
