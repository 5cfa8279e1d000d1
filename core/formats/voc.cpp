#include "formats/voc.h"

#include "base/atomic_file.h"
#include "image/mask.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

ExportSummary write_voc(const ExportRequest& request, const fs::path& out, JobControl& control,
                        ProgressSink& progress) {
  const auto lists = out / "ImageSets" / "Segmentation";
  make_folder(lists);
  std::string ids;
  auto summary = for_each_label(request, control, progress,
                                [&](const dataset::Item& item, const image::LabelMap& labels) {
                                  const auto file = out / "SegmentationClass" / (item.id + ".png");
                                  make_folder(file.parent_path());
                                  image::write_mask(file, labels);
                                  ids += item.id + '\n';
                                });
  write_file_atomically(lists / ((request.split.empty() ? "all" : request.split) + ".txt"), ids);
  std::string names = "background\n";
  for (const auto& name : request.dataset.classes.names()) names += name + '\n';
  write_file_atomically(out / "labels.txt", names);
  return summary;
}

}  // namespace

Exporter voc_exporter() {
  return {"voc", "PASCAL VOC: SegmentationClass masks, ImageSets list and class list", write_voc};
}

}  // namespace penumbra::formats
