#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/job.h"
#include "dataset/photo_tree.h"
#include "dataset/tags_csv.h"

/// Where the tags of a folder of photos come from.
namespace penumbra::dataset {

/// Tags and splits of one photo; no tags: none are known.
struct PhotoTags {
  std::vector<std::string> tags;
  std::vector<std::string> splits;
};

/// One sub-folder a class, perhaps below folders named after splits; nothing where the photos are
/// not laid out so. One entry a photo.
std::optional<std::vector<PhotoTags>> tags_from_subfolders(const PhotoTree& photos);

/// Keywords embedded in the photos. One entry a photo.
std::vector<PhotoTags> tags_from_keywords(const PhotoTree& photos, int threads,
                                          JobControl& control);

/// Whether nearly all photos (of a sample) have keywords, none of which is a tag of `by_folder`.
bool keywords_say_more(const PhotoTree& photos, const std::vector<PhotoTags>& by_folder,
                       int threads, JobControl& control);

}  // namespace penumbra::dataset
