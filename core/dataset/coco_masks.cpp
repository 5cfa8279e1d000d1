#include <map>

#include "dataset/class_lists.h"
#include "dataset/picture_folder.h"
#include "dataset/readers.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

/// "COCO_train2014_000000000009" and "000000000009" are the same image.
std::string number_of(const std::string& stem) {
  return stem.substr(stem.find_last_not_of("0123456789") + 1);
}

std::unordered_map<std::string, fs::path> masks_by_number(const fs::path& folder) {
  std::unordered_map<std::string, fs::path> masks;
  for (const auto& [stem, path] : pictures_by_stem(folder))
    if (auto number = number_of(stem); !number.empty()) masks.emplace(std::move(number), path);
  return masks;
}

}  // namespace

fs::path find_coco_masks(const fs::path& root) {
  for (const auto& split : subfolders(root / "JPEGImages"))
    if (fs::is_directory(root / "SegmentationClass" / split.filename())) return root;
  return {};
}

Draft read_coco_masks(const fs::path& folder, const Selection&, const ReadOptions&,
                      JobControl& control) {
  Draft draft;
  draft.dataset.format = "coco-masks";
  draft.dataset.root = folder;
  draft.dataset.classes = read_class_list(folder).value_or(coco_classes());
  for (const auto& pictures : subfolders(folder / "JPEGImages")) {
    const auto split = pictures.filename().string();
    const auto mask_folder = folder / "SegmentationClass" / split;
    const auto masks = pictures_by_stem(mask_folder);
    const auto numbered = masks_by_number(mask_folder);
    const auto by_stem = pictures_by_stem(pictures);
    for (const auto& [stem, path] : std::map(by_stem.begin(), by_stem.end())) {
      control.checkpoint();
      auto& item = draft.candidates.emplace_back().item;
      item.id = stem;
      item.image = path;
      item.splits = {split};
      if (const auto mask = masks.find(stem); mask != masks.end())
        item.truth = mask->second;
      else if (const auto other = numbered.find(number_of(stem)); other != numbered.end())
        item.truth = other->second;
    }
  }
  return draft;
}

}  // namespace penumbra::dataset
