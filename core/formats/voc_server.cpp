#include <set>

#include "base/phrase.h"
#include "formats/list.h"
#include "formats/mask_files.h"

namespace penumbra::formats {
namespace {

constexpr std::string_view results = "results/VOC2012/Segmentation/";
constexpr std::string_view start = "comp6_", end = "_cls";

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto folder =
      std::string(results) + std::string(start) + split_name(request) + std::string(end) + '/';
  auto options = request.options;
  options.undecided_as_background = true;
  auto summary =
      for_each_label(request, control, progress,
                     [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
                       output.add(folder + item.id + ".png", encode_mask(labels, options));
                     });
  constexpr int classes = 20;
  if (request.dataset.classes.size() != classes)
    progress.message(Severity::Warning, "the VOC server knows 20 classes, these labels " +
                                            std::to_string(request.dataset.classes.size()));
  return summary;
}

LabelSet read(const std::filesystem::path& path, JobControl& control) {
  const auto files = open_tree(path);
  std::set<std::string> folders;
  for (const auto& name : files->names()) {
    const auto at = name.find(results);
    if (at == std::string::npos || (at > 0 && name[at - 1] != '/')) continue;
    const auto slash = name.find('/', at + results.size());
    if (slash != std::string::npos) folders.insert(name.substr(0, slash + 1));
  }
  LabelSet set;
  set.broken = files->broken();
  for (const auto& folder : folders) {
    control.checkpoint();
    auto split = std::filesystem::path(folder).parent_path().filename().string();
    if (split.ends_with(end)) split.resize(split.size() - end.size());
    if (split.starts_with("comp")) split.erase(0, split.find('_') + 1);
    for (auto& entry : mask_entries(files, folder)) {
      set.splits[split].push_back(set.entries.size());
      set.entries.push_back(std::move(entry));
    }
  }
  return set;
}

}  // namespace

Format voc_server() {
  return {
      "voc-server",
      phrase("results/VOC2012/Segmentation, as the VOC evaluation server takes it"),
      phrase("Undecided pixels become background, and class names are not written. Tags, photos, "
             "scores and history stay behind."),
      [](const dataset::Classes&, image::LabelMap& map) {
        std::replace(map.labels.begin(), map.labels.end(), image::ignore_label, std::uint8_t{0});
      },
      "",
      write,
      read,
      {ExportOption::Colours}};
}

}  // namespace penumbra::formats
