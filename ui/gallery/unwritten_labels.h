#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "image/image.h"
#include "project/catalogue.h"

namespace penumbra::ui {

/// Coarse labels (class values) that images have before they are written to a layer: thumbnails
/// show them in place of what the layer has. Any thread may call.
class UnwrittenLabels {
 public:
  /// layer: its name; it may be made later.
  explicit UnwrittenLabels(std::string layer) : layer_(std::move(layer)) {}

  const std::string& layer() const { return layer_; }
  /// False where these are the labels of the image that were put last.
  bool put(project::ImageId image, const image::LabelMap& labels);
  /// The layer has the labels of these images now. Returns those that were still waiting for it.
  std::vector<project::ImageId> set_written(const std::vector<project::ImageId>& images);
  std::optional<image::LabelMap> find(project::ImageId image) const;

 private:
  const std::string layer_;
  mutable std::mutex mutex_;
  std::map<project::ImageId, image::LabelMap> waiting_;
  std::map<project::ImageId, std::uint64_t> last_;  ///< hashes of what was put
};

}  // namespace penumbra::ui
