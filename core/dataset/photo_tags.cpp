#include "dataset/photo_tags.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <set>

#include "base/parallel.h"
#include "image/exif.h"

namespace penumbra::dataset {
namespace {

bool names_a_split(const std::string& folder) {
  constexpr std::array names{"train", "val", "test", "training", "valid", "validation"};
  return std::find(names.begin(), names.end(), folder) != names.end();
}

}  // namespace

std::optional<std::vector<PhotoTags>> tags_from_subfolders(const PhotoTree& photos) {
  std::vector<std::vector<std::string>> folders(photos.size());
  bool all_in_splits = true;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    for (const auto& part : photos.path(i).parent_path()) folders[i].push_back(part.string());
    if (folders[i].empty()) return std::nullopt;
    all_in_splits = all_in_splits && names_a_split(folders[i].front());
  }
  const std::size_t level = all_in_splits ? 1 : 0;
  std::vector<PhotoTags> tags(photos.size());
  std::set<std::string> classes;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    if (folders[i].size() <= level) return std::nullopt;
    classes.insert(folders[i][level]);
    tags[i].tags = {folders[i][level]};
    if (all_in_splits) tags[i].splits = {folders[i].front()};
  }
  if (classes.size() < 2) return std::nullopt;
  return tags;
}

std::vector<PhotoTags> tags_from_keywords(const PhotoTree& photos, int threads,
                                          JobControl& control) {
  std::vector<PhotoTags> tags(photos.size());
  parallel_for(photos.size(), threads, [&](std::size_t i) {
    control.checkpoint();
    tags[i].tags = image::read_keywords(photos.root() / photos.path(i));
  });
  return tags;
}

bool keywords_say_more(const PhotoTree& photos, const std::vector<PhotoTags>& by_folder,
                       int threads, JobControl& control) {
  const std::size_t sample = std::min<std::size_t>(photos.size(), 64);
  std::atomic<std::size_t> with_keywords{0};
  std::atomic<bool> agree{false};
  parallel_for(sample, threads, [&](std::size_t k) {
    control.checkpoint();
    const auto i = k * photos.size() / sample;
    const auto keywords = image::read_keywords(photos.root() / photos.path(i));
    if (!keywords.empty()) ++with_keywords;
    for (const auto& tag : by_folder[i].tags)
      if (std::find(keywords.begin(), keywords.end(), tag) != keywords.end()) agree = true;
  });
  return !agree && with_keywords * 10 >= sample * 9;
}

}  // namespace penumbra::dataset
