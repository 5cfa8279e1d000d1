#include "formats/exporter.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "formats/coco.h"
#include "formats/voc.h"
#include "formats/voc_server.h"
#include "image/mask.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// A folder that is removed with all that is in it unless it was put in its place.
class UnfinishedFolder {
 public:
  explicit UnfinishedFolder(const fs::path& out) : path_(out) {
    path_ += "." + std::to_string(::getpid()) + ".tmp";
    make_folder(path_);
  }
  ~UnfinishedFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

  const fs::path& path() const { return path_; }

  void put_in_place(const fs::path& out) {
    std::error_code code;
    fs::rename(path_, out, code);
    if (code)
      throw Error("cannot be put in place: " + code.message(), out.string(),
                  "Choose another folder");
    path_.clear();
  }

 private:
  fs::path path_;
};

void check_labels(const dataset::Item& item, const image::LabelMap& labels, int classes,
                  const fs::path& file) {
  if (labels.size != item.size)
    throw Error("does not have the size of its photo " + item.image.string(), file.string(),
                "Label the images again");
  for (const auto label : labels.labels)
    if (label > classes && label != image::ignore_label)
      throw Error("has label " + std::to_string(label) + ", the data set " +
                      std::to_string(classes) + " classes",
                  file.string(), "Name the data set that was labelled");
}

}  // namespace

std::span<const Exporter> exporters() {
  static const std::array all = {voc_exporter(), voc_server_exporter(), coco_exporter()};
  return all;
}

ExportSummary export_labels(const ExportRequest& request, std::string_view format,
                            const fs::path& out, JobControl& control, ProgressSink& progress) {
  const auto all = exporters();
  const auto exporter =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == format; });
  if (exporter == all.end()) {
    std::string known;
    for (const auto& one : all) known += (known.empty() ? "" : ", ") + one.name;
    throw UsageError("no such format", std::string(format), "Choose one of " + known);
  }
  if (!fs::is_directory(request.labels))
    throw Error("is not a folder of labels", request.labels.string(),
                "Make one with the label command");
  fs::path place = fs::absolute(out).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // a trailing slash
  std::error_code ignored;
  if (fs::exists(place) && !(fs::is_directory(place) && fs::is_empty(place, ignored)))
    throw Error("exists and is not an empty folder", out.string(), "Choose a new folder");

  UnfinishedFolder folder(place);
  auto summary = exporter->write(request, folder.path(), control, progress);
  if (summary.images == 0)
    throw Error("holds no label of these images", request.labels.string(),
                "Name the data set and split that were labelled");
  if (!summary.without_label.empty())
    progress.message(Severity::Warning,
                     std::to_string(summary.without_label.size()) +
                         " images have no label and were left out, the first is " +
                         summary.without_label.front());
  folder.put_in_place(place);
  summary.out = place;
  return summary;
}

ExportSummary for_each_label(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<void(const dataset::Item&, const image::LabelMap&)>& body) {
  ExportSummary summary;
  ProgressCounter counter(progress, "exporting",
                          static_cast<std::int64_t>(request.dataset.items.size()));
  for (const auto& item : request.dataset.items) {
    control.checkpoint();
    const auto file = request.labels / (item.id + ".png");
    if (fs::exists(file)) {
      const auto labels = image::read_mask(file);
      check_labels(item, labels, request.dataset.classes.size(), file);
      body(item, labels);
      ++summary.images;
    } else {
      summary.without_label.push_back(item.id);
    }
    counter.advance();
  }
  return summary;
}

}  // namespace penumbra::formats
