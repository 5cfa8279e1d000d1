#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/phrase.h"
#include "dataset/class_lists.h"
#include "dataset/photo_tags.h"
#include "dataset/readers.h"
#include "dataset/tag_files.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

/// Photos that the file names come first, in its order.
struct Listed {
  std::vector<std::size_t> order;
  std::vector<PhotoTags> tags;  ///< by photo
};

Listed tags_from_file(const PhotoTree& photos, TagFile file, Dataset& dataset) {
  Listed listed;
  listed.tags.resize(photos.size());
  std::vector<bool> seen(photos.size());
  for (auto& row : file.rows) {
    const auto line = file.unit + ' ' + std::to_string(row.line) + " of " + file.name;
    const auto found = photos.find(row.image);
    if (found.empty()) {
      dataset.broken.push_back({photos.root() / row.image, "missing file: named in " + line});
    } else if (found.size() > 1) {
      dataset.broken.push_back(
          {photos.root() / row.image, line + " names more than one photo: write its path"});
    } else if (seen[found.front()]) {
      dataset.broken.push_back(
          {photos.root() / photos.path(found.front()), "duplicate entry: " + line});
    } else {
      seen[found.front()] = true;
      listed.order.push_back(found.front());
      listed.tags[found.front()] = {std::move(row.tags), std::move(row.splits)};
    }
  }
  for (std::size_t i = 0; i < photos.size(); ++i)
    if (!seen[i]) listed.order.push_back(i);
  return listed;
}

Classes all_tags(const std::vector<PhotoTags>& photos) {
  std::set<std::string> names;
  for (const auto& photo : photos)
    std::copy_if(photo.tags.begin(), photo.tags.end(), std::inserter(names, names.end()),
                 [](const std::string& tag) { return !is_no_class(tag); });
  return Classes({names.begin(), names.end()});
}

/// Sets tags as class ids. A tag outside of a fixed class list is a fault unless `pass_over`.
void set_tags(Candidate& candidate, const std::vector<std::string>& tags, const Classes& classes,
              bool pass_over) {
  for (const auto& tag : tags) {
    if (is_no_class(tag)) continue;
    if (const auto id = classes.find(tag)) {
      candidate.item.tags.push_back(*id);
    } else if (!pass_over) {
      candidate.fault =
          Broken{candidate.item.image, "the tag '" + tag + "' is not in the class list"};
      return;
    }
  }
  std::sort(candidate.item.tags.begin(), candidate.item.tags.end());
  candidate.item.tagged = !candidate.item.tags.empty();
}

void set_truth(const fs::path& masks, const PhotoTree& photos, std::size_t photo, Item& item) {
  const auto relative = fs::path(photos.path(photo)).replace_extension(".png");
  if (fs::exists(masks / relative))
    item.truth = masks / relative;
  else if (photos.find(relative.stem().string()).size() == 1 &&
           fs::exists(masks / relative.filename()))
    item.truth = masks / relative.filename();
}

}  // namespace

Draft read_folder(const fs::path& folder, const Selection&, const ReadOptions& options,
                  JobControl& control) {
  Draft draft;
  auto& dataset = draft.dataset;
  dataset.format = "folder";
  dataset.root = folder;
  const PhotoTree photos(folder);
  if (photos.size() == 0)
    throw Error("there are no photos in it", folder.string(),
                "Name a folder with JPEG, PNG, WebP, TIFF or BMP images");
  const auto class_list = read_class_list(folder);

  Listed listed;
  if (auto file = read_tag_file(folder)) {
    dataset.tag_source = file->name;
    listed = tags_from_file(photos, std::move(*file), dataset);
  } else {
    auto by_folder = tags_from_subfolders(photos);
    for (std::size_t i = 0; i < photos.size(); ++i) listed.order.push_back(i);
    if (by_folder && !keywords_say_more(photos, *by_folder, options.threads, control)) {
      listed.tags = std::move(*by_folder);
      dataset.tag_source = phrase("sub-folders");
    } else {
      listed.tags = tags_from_keywords(photos, options.threads, control);
      dataset.tag_source = phrase("embedded keywords");
    }
  }
  const bool from_keywords = dataset.tag_source == "embedded keywords";
  dataset.classes = class_list.value_or(all_tags(listed.tags));
  const bool none = dataset.classes.size() == 0;
  if (none && !options.untagged)
    throw Error("no tags were found", folder.string(),
                "Write a file tags.csv (image,tags), sort the photos into one sub-folder a class, "
                "or embed keywords in them");
  if (none) {
    dataset.tag_source.clear();
    dataset.notes.push_back("no tags were found");
  } else {
    check_classes(dataset.classes, folder);
    dataset.notes.push_back("tags from " + dataset.tag_source);
  }

  const auto masks = folder / "masks";
  const bool has_masks = fs::is_directory(masks);
  for (const auto photo : listed.order) {
    auto& candidate = draft.candidates.emplace_back();
    candidate.item.id = photos.id(photo);
    candidate.item.image = folder / photos.path(photo);
    candidate.item.splits = listed.tags[photo].splits;
    set_tags(candidate, listed.tags[photo].tags, dataset.classes, from_keywords && class_list);
    if (has_masks) set_truth(masks, photos, photo, candidate.item);
  }
  return draft;
}

}  // namespace penumbra::dataset
