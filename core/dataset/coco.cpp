#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "dataset/coco_instances.h"
#include "dataset/readers.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "instances_";

/// The instances files in a folder, by the name of their split.
std::map<std::string, fs::path> instance_files(const fs::path& folder) {
  std::map<std::string, fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto stem = entry.path().stem().string();
    if (entry.path().extension() == ".json" && stem.starts_with(prefix))
      files.emplace(stem.substr(prefix.size()), entry.path());
  }
  return files;
}

std::map<std::string, fs::path> files_of(const fs::path& folder) {
  auto files = instance_files(folder / "annotations");
  return files.empty() ? instance_files(folder) : files;
}

/// Where the images of a split may lie.
std::vector<fs::path> image_folders(const fs::path& folder, const std::string& split) {
  const auto plain = split.substr(0, split.find_last_not_of("0123456789") + 1);
  std::vector<fs::path> folders;
  for (const auto& base : {folder, folder / "images", folder / "JPEGImages"})
    for (const auto& name : {split, plain, std::string()})
      if (auto candidate = name.empty() ? base : base / name; fs::is_directory(candidate))
        folders.push_back(std::move(candidate));
  return folders;
}

fs::path locate(const std::string& file_name, std::vector<fs::path>& folders) {
  for (std::size_t i = 0; i < folders.size(); ++i)
    if (auto path = folders[i] / file_name; fs::exists(path)) {
      std::swap(folders[0], folders[i]);  // most likely the next one's, too
      return path;
    }
  return folders.empty() ? fs::path(file_name) : folders[0] / file_name;
}

class Assembler {
 public:
  Assembler(const fs::path& folder, Draft& draft) : folder_(folder), draft_(draft) {}

  void add(const std::string& split, const fs::path& file, CocoInstances instances) {
    set_categories(file, instances);
    std::size_t homeless = 0;
    auto gathered = gather_pictures(instances, homeless);
    auto folders = image_folders(folder_, split);
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < gathered.size(); ++i) {
      const auto& picture = instances.pictures[i];
      if (!seen.insert(picture.id).second)
        draft_.dataset.broken.push_back({locate(picture.file_name, folders),
                                         "duplicate entry: image id " + std::to_string(picture.id) +
                                             " is another image's in " + file.filename().string()});
      else
        add_picture(split, file, picture, std::move(gathered[i]), folders);
    }
    if (homeless > 0)
      draft_.dataset.broken.push_back(
          {file, std::to_string(homeless) + " annotations are of images that it does not list"});
  }

 private:
  void set_categories(const fs::path& file, const CocoInstances& instances) {
    if (categories_.empty()) {
      categories_ = instances.categories;
      std::vector<std::string> names;
      for (const auto& category : categories_) names.push_back(category.name);
      draft_.dataset.classes = Classes(std::move(names));
      check_classes(draft_.dataset.classes, file);
    } else if (categories_ != instances.categories) {
      throw Error("states other categories than the other instances files", file.string(),
                  "Keep them in folders of their own");
    }
  }

  /// A new candidate, or another split of one that is there.
  void add_picture(const std::string& split, const fs::path& file,
                   const CocoInstances::Picture& picture, CocoPicture gathered,
                   std::vector<fs::path>& folders) {
    if (!stays_inside(picture.file_name)) {
      draft_.dataset.broken.push_back({picture.file_name, "lies outside of the data set"});
      return;
    }
    const auto path = locate(picture.file_name, folders);
    auto& order = draft_.dataset.lists[split];
    const auto [place, is_new] = by_path_.emplace(path.string(), draft_.candidates.size());
    if (!is_new) {
      auto& item = draft_.candidates[place->second].item;
      if (std::find(item.splits.begin(), item.splits.end(), split) != item.splits.end()) {
        draft_.dataset.broken.push_back({path, "duplicate entry in " + file.filename().string()});
      } else {
        item.splits.push_back(split);
        order.push_back(item.id);
      }
      return;
    }
    auto& candidate = draft_.candidates.emplace_back();
    auto& item = candidate.item;
    item.id = fs::path(picture.file_name).replace_extension().generic_string();
    item.image = path;
    item.source_id = picture.id;
    item.splits = {split};
    item.tagged = true;
    item.tags = std::move(gathered.tags);
    // An image whose objects have no outlines has tags, but no truth.
    if (gathered.regions) item.truth = std::move(gathered.regions);
    if (!gathered.fault.empty()) candidate.fault = Broken{path, gathered.fault};
    candidate.stated = picture.size;
    order.push_back(item.id);
  }

  fs::path folder_;
  Draft& draft_;
  std::vector<CocoInstances::Category> categories_;
  std::unordered_map<std::string, std::size_t> by_path_;
};

}  // namespace

fs::path find_coco(const fs::path& root) { return files_of(root).empty() ? fs::path() : root; }

Draft read_coco(const fs::path& folder, const Selection& selection, const ReadOptions&,
                JobControl& control) {
  Draft draft;
  draft.dataset.format = "coco";
  draft.dataset.root = folder;
  draft.dataset.tag_source = "instances_*.json";
  Assembler assembler(folder, draft);
  std::vector<std::string> names;
  bool any = false;
  for (const auto& [split, file] : files_of(folder)) {
    control.checkpoint();
    names.push_back(split);
    if (!selection.wants(split)) continue;
    any = true;
    assembler.add(split, file,
                  parse_coco_instances(read_file(file), file, [&] { control.checkpoint(); }));
  }
  if (!any) refuse_split(selection.split, names, folder);
  const auto empty = std::count_if(draft.candidates.begin(), draft.candidates.end(),
                                   [](const Candidate& c) { return c.item.tags.empty(); });
  if (empty > 0)
    draft.dataset.notes.push_back(std::to_string(empty) +
                                  " images are annotated as showing none of the classes");
  return draft;
}

}  // namespace penumbra::dataset
