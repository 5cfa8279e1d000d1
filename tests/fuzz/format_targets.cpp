#include <algorithm>

#include "formats/brush_rle.h"
#include "formats/file_tree.h"
#include "formats/import.h"
#include "formats/npy.h"
#include "formats/yaml_names.h"
#include "fuzz/accept.h"
#include "image/mask.h"
#include "image/png_file.h"

namespace penumbra::fuzz {
namespace {

/// Labels that can be read are those of a map.
void read_labels(const std::filesystem::path& path, const char* format) {
  JobControl control;
  accept_errors([&] {
    const auto set = formats::read_labels(path, format, control);
    for (const auto& [split, places] : set.splits)
      for (const auto place : places) require(place < set.entries.size());
    for (const auto& entry : set.entries) {
      if (entry.size.area() > 1 << 22) continue;  // takes memory, but is no fault
      accept_errors([&] {
        const auto map = entry.load();
        require(map.labels.size() == map.size.area());
      });
    }
  });
}

void read_alone(const char* file, Bytes bytes, const char* format) {
  const TemporaryFolder folder;
  folder.add(file, text(bytes));
  read_labels(folder.path(), format);
}

std::string grey_mask() {
  const image::LabelMap mask{{4, 3}, {0, 1, 2, 255, 0, 1, 2, 255, 0, 0, 0, 0}};
  return image::encode_mask(mask);
}

}  // namespace

/// A zip archive, as itself and as one of labels.
void archive(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] {
    const auto tree = formats::open_zip_tree(file.path());
    for (const auto& name : tree->names())
      accept_errors([&] {
        const auto bytes = tree->read(name);
        require(tree->open(name)->size() == bytes.size());
      });
  });
  read_labels(file.path(), "voc");
}

void brush_rle(Bytes bytes) {
  accept_errors([&] {
    const image::Size size{5, 4};
    image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    formats::decode_brush(bytes, size, [&](std::size_t first, std::size_t count) {
      require(count > 0 && first + count <= size.area());
      std::fill_n(map.labels.begin() + static_cast<std::ptrdiff_t>(first), count, std::uint8_t{1});
    });
    image::LabelMap again{size, std::vector<std::uint8_t>(size.area())};
    formats::decode_brush(formats::encode_brush(map, 1), size,
                          [&](std::size_t first, std::size_t count) {
                            std::fill_n(again.labels.begin() + static_cast<std::ptrdiff_t>(first),
                                        count, std::uint8_t{1});
                          });
    require(again == map);
  });
}

void cityscapes_colours(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("label_colors.txt", text(bytes));
  folder.add("gtFine/val/a_gtFine_labelIds.png", grey_mask());
  read_labels(folder.path(), "cityscapes");
}

void cityscapes_polygons(Bytes bytes) {
  read_alone("gtFine/val/a_gtFine_polygons.json", bytes, "cityscapes");
}

void coco_file(Bytes bytes) { read_alone("annotations/instances_val.json", bytes, "coco"); }

void cvat_file(Bytes bytes) { read_alone("annotations.xml", bytes, "cvat"); }

void datumaro_file(Bytes bytes) { read_alone("annotations/val.json", bytes, "datumaro"); }

void grey_lists(Bytes bytes) {
  for (const char* file : {"classes.csv", "lists/val.csv"}) {
    const TemporaryFolder folder;
    folder.add(file, text(bytes));
    folder.add("masks/a.png", grey_mask());
    read_labels(folder.path(), "grey");
  }
}

void huggingface_file(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("val/metadata.jsonl", text(bytes));
  folder.add("val/a.png", grey_mask());
  read_labels(folder.path(), "huggingface");
}

void label_studio_config(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("config.xml", text(bytes));
  folder.add("val.json", R"([{"data":{"image":"a.jpg"},"annotations":[{"result":[
    {"type":"rectanglelabels","original_width":20,"original_height":12,"value":
     {"x":5,"y":5,"width":50,"height":40,"rotation":0,"rectanglelabels":["cat"]}}]}]}])");
  read_labels(folder.path(), "label-studio");
}

void label_studio_file(Bytes bytes) { read_alone("val.json", bytes, "label-studio"); }

void labelme_file(Bytes bytes) { read_alone("a.json", bytes, "labelme"); }

void mmseg_info(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("dataset_info.json", text(bytes));
  folder.add("annotations/val/a.png", grey_mask());
  for (const char* format : {"mmseg", "mmseg-ade"}) read_labels(folder.path(), format);
}

void npy(Bytes bytes) {
  accept_errors([&] {
    const auto map = formats::decode_npy_labels(text(bytes), "a.npy");
    require(map.labels.size() == map.size.area());
    require(formats::decode_npy_labels(formats::encode_npy(map), "b.npy") == map);
  });
  accept_errors([&] {
    const auto names = formats::decode_npy_names(text(bytes), "a.npy");
    require(formats::decode_npy_names(formats::encode_npy(names), "b.npy").size() == names.size());
  });
}

void npz(Bytes bytes) {
  const TemporaryFile file(bytes);
  read_labels(file.path(), "npz");
}

void panoptic_file(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("annotations/panoptic_val.json", text(bytes));
  const std::vector<std::uint8_t> pixels(36, 1);
  folder.add("annotations/panoptic_val/a.png", image::encode_png({4, 3}, 3, pixels));
  read_labels(folder.path(), "coco-panoptic");
}

void voc_lists(Bytes bytes) {
  for (const char* file : {"labels.txt", "ImageSets/Segmentation/val.txt"}) {
    const TemporaryFolder folder;
    folder.add(file, text(bytes));
    folder.add("SegmentationClass/a.png", grey_mask());
    read_labels(folder.path(), "voc");
  }
}

void voc_server_mask(Bytes bytes) {
  read_alone("results/VOC2012/Segmentation/comp6_val_cls/a.png", bytes, "voc-server");
}

void yaml_names(Bytes bytes) {
  accept_errors([&] { require(!formats::parse_yaml_names(text(bytes), "data.yaml").empty()); });
}

void yolo_labels(Bytes bytes) {
  const TemporaryFolder folder;
  folder.add("labels/val/a.txt", text(bytes));
  folder.add("data.yaml", "names: [cat, dog]\n");
  folder.add("sizes/val.csv", "label,width,height\na,40,30\n");
  read_labels(folder.path(), "yolo");
}

}  // namespace penumbra::fuzz
