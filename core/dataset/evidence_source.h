#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::dataset {

/// What people said of the pixels of a data set's images, as it stands whenever it is asked: they
/// may go on meanwhile. Both are called from any thread.
struct EvidenceSource {
  /// Ids of the items of which something may be said.
  std::function<std::unordered_set<std::string>()> items{};
  /// Class ids at any size of the whole photo, 255 where nothing is said; nothing where nobody said
  /// anything.
  std::function<std::optional<image::LabelMap>(const Item& item)> read{};

  explicit operator bool() const { return items && read; }
};

}  // namespace penumbra::dataset
