#include "ui/gallery/unwritten_labels.h"

#include <span>

#include "base/hash.h"

namespace penumbra::ui {

bool UnwrittenLabels::put(project::ImageId image, const image::LabelMap& labels) {
  const auto hash = hash_bytes(std::as_bytes(std::span(labels.labels)));
  const std::scoped_lock lock(mutex_);
  const auto [last, added] = last_.try_emplace(image, hash);
  if (!added && last->second == hash) return false;
  last->second = hash;
  waiting_[image] = labels;
  return true;
}

std::vector<project::ImageId> UnwrittenLabels::set_written(
    const std::vector<project::ImageId>& images) {
  const std::scoped_lock lock(mutex_);
  std::vector<project::ImageId> waited;
  for (const auto image : images)
    if (waiting_.erase(image) > 0) waited.push_back(image);
  return waited;
}

std::optional<image::LabelMap> UnwrittenLabels::find(project::ImageId image) const {
  const std::scoped_lock lock(mutex_);
  const auto found = waiting_.find(image);
  return found == waiting_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace penumbra::ui
