#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/json.h"
#include "image/image.h"

namespace penumbra::label {

struct ClassScore {
  int class_id = 0;
  image::ScoreMap map;  ///< in [0,1] at the image's size
};

/// The labels of one image, and what they were decided from.
struct ImageResult {
  image::LabelMap map;
  // Only where the sink wants scores:
  std::vector<ClassScore> scores;              ///< of the image's tags (untagged: of its labels)
  std::optional<image::ScoreMap> uncertainty;  ///< 1 - (best - second best score); 1 if undecided
  /// Class id and probability of every class; none without a trained classifier.
  std::vector<std::pair<int, double>> tag_scores;
};

/// Takes the labels of the images of a data set, item by item.
class LabelSink {
 public:
  virtual ~LabelSink() = default;
  /// Called before the first image with all that decides the labels. Throws Error where labels of
  /// other settings are there.
  virtual void begin(const nlohmann::json& settings) = 0;
  /// Whether the item was labelled before.
  virtual bool has(std::size_t item) const = 0;
  virtual bool wants_scores() const = 0;
  /// Called from a thread of the labeler's, one image after another.
  virtual void write(std::size_t item, ImageResult result) = 0;
  /// All images are done; `summary` is an object.
  virtual void finish(const nlohmann::json& summary) = 0;
};

}  // namespace penumbra::label
