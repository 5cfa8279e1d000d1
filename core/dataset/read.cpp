#include <algorithm>

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

void report_broken(const std::vector<Broken>& broken, ProgressSink& progress) {
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(most, broken.size()); ++i)
    progress.message(Severity::Warning, broken[i].file.string() + ": " + broken[i].reason);
  if (broken.size() > most)
    progress.message(Severity::Warning, "and " + std::to_string(broken.size() - most) + " more");
  if (!broken.empty())
    progress.message(Severity::Warning, "left out as broken: " + std::to_string(broken.size()));
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
  if (dataset.classes.size() > 0 || !options.untagged) check_classes(dataset.classes, dataset.root);
  for (const auto& note : dataset.notes) progress.message(Severity::Info, note);
  report_broken(dataset.broken, progress);
  return dataset;
}

}  // namespace penumbra::dataset
