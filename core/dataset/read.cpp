#include <spdlog/spdlog.h>

#include "base/error.h"
#include "dataset/class_lists.h"
#include "dataset/readers.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

struct Layout {
  const char* format;
  fs::path (*find)(const fs::path&);
  Draft (*read)(const fs::path&, const Selection&, const ReadOptions&, JobControl&);
};

fs::path find_folder(const fs::path& root) { return root; }

/// In the order in which they are tried: the folder of photos takes what no other takes.
constexpr Layout layouts[]{{"coco-masks", find_coco_masks, read_coco_masks},
                           {"voc", find_voc, read_voc},
                           {"coco", find_coco, read_coco},
                           {"folder", find_folder, read_folder}};

Draft read_draft(const fs::path& root, const Selection& selection, const ReadOptions& options,
                 JobControl& control) {
  for (const auto& layout : layouts) {
    if (options.format != "auto" && options.format != layout.format) continue;
    const auto folder = layout.find(root);
    if (!folder.empty()) return layout.read(folder, selection, options, control);
    if (options.format != "auto")
      throw Error("is not laid out as '" + options.format + "'", root.string(),
                  "Choose another folder, or let the format be found");
  }
  throw UsageError("there is no format '" + options.format + "'", "format",
                   "Choose one of: auto, voc, coco, coco-masks, folder");
}

}  // namespace

Dataset read(const fs::path& root, const ReadOptions& options, JobControl& control,
             ProgressSink& progress) {
  if (!fs::is_directory(root))
    throw Error(fs::exists(root) ? "is not a folder" : "there is no such folder", root.string(),
                "Name the folder that holds the images");
  const auto selection = select_split(options.split);
  auto draft = read_draft(root, selection, options, control);
  control.checkpoint();
  if (!draft.selected) apply_selection(draft, selection);
  auto dataset = check_files(std::move(draft), options, control, progress);
  check_classes(dataset.classes, dataset.root);
  for (const auto& note : dataset.notes) progress.message(Severity::Info, note);
  if (!dataset.broken.empty()) {
    for (const auto& broken : dataset.broken)
      spdlog::warn("{}: {}", broken.file.string(), broken.reason);
    progress.message(Severity::Warning, std::to_string(dataset.broken.size()) +
                                            " broken files are left out; the first is " +
                                            dataset.broken.front().file.string() + ": " +
                                            dataset.broken.front().reason);
  }
  return dataset;
}

}  // namespace penumbra::dataset
