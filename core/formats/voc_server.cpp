#include "formats/voc_server.h"

#include <algorithm>

#include "base/atomic_file.h"
#include "image/mask.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

ExportSummary write_voc_server(const ExportRequest& request, const fs::path& out,
                               JobControl& control, ProgressSink& progress) {
  const auto folder = out / "results" / "VOC2012" / "Segmentation" /
                      ("comp6_" + (request.split.empty() ? "all" : request.split) + "_cls");
  make_folder(folder);
  auto summary = for_each_label(request, control, progress,
                                [&](const dataset::Item& item, const image::LabelMap& labels) {
                                  image::LabelMap decided = labels;
                                  std::replace(decided.labels.begin(), decided.labels.end(),
                                               image::ignore_label, std::uint8_t{0});
                                  const auto file = folder / (item.id + ".png");
                                  make_folder(file.parent_path());
                                  image::write_mask(file, decided);
                                });
  if (request.dataset.classes.size() != 20)
    progress.message(Severity::Warning, "the VOC server knows 20 classes, these labels " +
                                            std::to_string(request.dataset.classes.size()));
  return summary;
}

}  // namespace

Exporter voc_server_exporter() {
  return {"voc-server", "results/VOC2012/Segmentation, as the VOC evaluation server takes it",
          write_voc_server};
}

}  // namespace penumbra::formats
