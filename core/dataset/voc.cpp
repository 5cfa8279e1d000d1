#include <algorithm>
#include <map>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/parallel.h"
#include "dataset/class_lists.h"
#include "dataset/picture_folder.h"
#include "dataset/readers.h"
#include "dataset/voc_annotation.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

bool is_voc_folder(const fs::path& folder) {
  if (!fs::is_directory(folder / "JPEGImages")) return false;
  for (const char* part : {"Annotations", "ImageSets", "SegmentationClass", "SegmentationClassAug"})
    if (fs::is_directory(folder / part)) return true;
  return false;
}

/// VOC2012 where it is there, else the newest.
fs::path newest_year(const fs::path& devkit) {
  if (is_voc_folder(devkit / "VOC2012")) return devkit / "VOC2012";
  const auto years = subfolders(devkit);
  const auto found = std::find_if(years.rbegin(), years.rend(), [](const fs::path& folder) {
    return folder.filename().string().starts_with("VOC") && is_voc_folder(folder);
  });
  return found == years.rend() ? fs::path() : *found;
}

/// The id of an image as a list names it: "2007_000032" or "/JPEGImages/2007_000032.jpg".
std::string id_of(const std::string& listed) {
  const fs::path path = listed;
  const auto extension = path.extension();
  for (const char* known : {".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".bmp", ".webp", ".tif"})
    if (extension == known) return path.stem().string();
  return path.filename().string();
}

/// Collects the images of all lists, each once.
class Collector {
 public:
  Collector(const fs::path& folder, Draft& draft)
      : folder_(folder), draft_(draft), pictures_(pictures_by_stem(folder / "JPEGImages")) {}

  void add_list(const std::string& split, const std::vector<Selection::Entry>& entries,
                const fs::path& list) {
    auto& order = draft_.dataset.lists[split];
    for (const auto& entry : entries) {
      const auto id = id_of(entry.image);
      auto& candidate = add(id, list);
      auto& splits = candidate.item.splits;
      if (std::find(splits.begin(), splits.end(), split) != splits.end()) {
        draft_.dataset.broken.push_back(
            {candidate.item.image, "duplicate entry in " + list.filename().string()});
        continue;
      }
      splits.push_back(split);
      order.push_back(id);
      if (!entry.mask.empty()) {
        const auto mask = folder_ / fs::path(entry.mask).relative_path();
        if (fs::exists(mask)) candidate.item.truth = mask;
      }
    }
  }

  void add_all() {
    std::map<std::string, fs::path> sorted(pictures_.begin(), pictures_.end());
    for (const auto& picture : sorted) add(picture.first, {});
  }

  std::size_t unlisted() const { return pictures_.size() - std::min(pictures_.size(), found_); }

 private:
  Candidate& add(const std::string& id, const fs::path& list) {
    const auto [place, is_new] = index_.emplace(id, draft_.candidates.size());
    if (!is_new) return draft_.candidates[place->second];
    auto& candidate = draft_.candidates.emplace_back();
    candidate.item.id = id;
    if (const auto picture = pictures_.find(id); picture != pictures_.end()) {
      candidate.item.image = picture->second;
      ++found_;
    } else {
      candidate.item.image = folder_ / "JPEGImages" / (id + ".jpg");
      candidate.fault = Broken{candidate.item.image,
                               "missing file: listed in " + list.string() + ", but not there"};
    }
    return candidate;
  }

  fs::path folder_;
  Draft& draft_;
  std::unordered_map<std::string, fs::path> pictures_;
  std::unordered_map<std::string, std::size_t> index_;
  std::size_t found_ = 0;
};

void add_truth(const fs::path& folder, Draft& draft) {
  std::map<std::string, int> used;
  std::vector<std::pair<std::string, std::unordered_map<std::string, fs::path>>> sources;
  for (const char* name : {"SegmentationClassAug", "SegmentationClass"})
    sources.emplace_back(name, pictures_by_stem(folder / name));
  for (auto& candidate : draft.candidates)
    for (const auto& [name, masks] : sources)
      if (const auto mask = masks.find(candidate.item.id);
          !candidate.item.has_truth() && mask != masks.end()) {
        candidate.item.truth = mask->second;
        ++used[name];
      }
  for (const auto& [name, count] : used)
    draft.dataset.notes.push_back("truth of " + std::to_string(count) + " images from " + name);
}

/// Tags by the names of the objects; a name outside the class list is a fault.
void add_tags(Candidate& candidate, const fs::path& annotation, const Classes& classes) {
  auto& item = candidate.item;
  try {
    for (const auto& name : parse_voc_annotation(read_file(annotation), annotation)) {
      const auto id = classes.find(name);
      if (!id) throw Error("the tag '" + name + "' is not in the class list", annotation.string());
      item.tags.push_back(*id);
    }
  } catch (const Error& error) {
    candidate.fault = Broken{annotation, error.reason()};
    return;
  }
  std::sort(item.tags.begin(), item.tags.end());
  item.tagged = !item.tags.empty();
}

}  // namespace

fs::path find_voc(const fs::path& root) {
  if (is_voc_folder(root)) return root;
  for (const auto& devkit : {root, root / "VOCdevkit"})
    if (auto year = newest_year(devkit); !year.empty()) return year;
  return {};
}

Draft read_voc(const fs::path& folder, const Selection& selection, const ReadOptions& options,
               JobControl& control) {
  Draft draft;
  draft.dataset.format = "voc";
  draft.dataset.root = folder;
  const auto own_classes = read_class_list(folder);
  draft.dataset.classes = own_classes.value_or(voc_classes());

  Collector collector(folder, draft);
  if (selection.list) {
    draft.selected = true;
    collector.add_list(selection.split, *selection.list, selection.file);
  } else {
    std::map<std::string, fs::path> lists;
    const auto list_folder = folder / "ImageSets" / "Segmentation";
    if (fs::is_directory(list_folder))
      for (const auto& entry : fs::directory_iterator(list_folder))
        if (entry.path().extension() == ".txt")
          lists.emplace(entry.path().stem().string(), entry.path());
    std::vector<std::string> names;
    for (const auto& list : lists) names.push_back(list.first);
    const auto chosen = selection.split.empty() ? names : matching_splits(names, selection.split);
    if (chosen.empty() && !selection.split.empty()) refuse_split(selection.split, names, folder);
    for (const auto& name : chosen)
      collector.add_list(name, read_list(lists.at(name)), lists.at(name));
    if (lists.empty()) {
      collector.add_all();
      draft.dataset.notes.push_back("there are no lists: all of JPEGImages is read");
    } else if (selection.split.empty() && collector.unlisted() > 0) {
      draft.dataset.notes.push_back(std::to_string(collector.unlisted()) +
                                    " images in JPEGImages are in no list and not read");
    }
  }
  add_truth(folder, draft);

  const auto annotations = folder / "Annotations";
  if (fs::is_directory(annotations)) {
    draft.dataset.tag_source = "Annotations/*.xml";
    parallel_for(draft.candidates.size(), options.threads, [&](std::size_t i) {
      control.checkpoint();
      auto& candidate = draft.candidates[i];
      const auto annotation = annotations / (candidate.item.id + ".xml");
      if (!candidate.fault && fs::exists(annotation))
        add_tags(candidate, annotation, draft.dataset.classes);
    });
  }
  return draft;
}

}  // namespace penumbra::dataset
