#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace penumbra::evaluate {

/// Pixels of a class in the bands of truth and prediction.
struct BoundaryCounts {
  std::int64_t together = 0;
  std::int64_t either = 0;
  bool in_truth = false;  ///< whether any pixel of the truth has the class
  bool operator==(const BoundaryCounts&) const = default;
};

/// Boundary IoU (Cheng, Girshick, Dollar, Berg, Kirillov, CVPR 2021), a class: IoU of the bands of
/// truth and prediction within a distance of their own outlines. Pixel counts are summed over the
/// set, as those of the confusion matrix are.
class BoundaryIou {
 public:
  /// classes: background included. ratio: width of the band as a fraction of the image's diagonal.
  explicit BoundaryIou(int classes, double ratio = 0.02);

  /// Adds an image. Pixels whose truth is 255 count for no class and draw no outline: there the
  /// truth is taken to agree with the prediction. A prediction of 255 belongs to no class.
  /// Throws Error if sizes differ.
  void add(const image::LabelMap& truth, const image::LabelMap& prediction);
  void add(const BoundaryIou& other);
  /// Adds counts of a class.
  void add(int label, const BoundaryCounts& counts);
  const BoundaryCounts& counts(int label) const;

  /// A class; NaN where neither truth nor prediction has an outline.
  std::vector<double> iou() const;
  /// Mean over the classes that the truth has; 0..1, NaN if it has none.
  double mean_iou() const;

 private:
  double ratio_;
  std::vector<BoundaryCounts> counts_;
};

/// Width of the band in pixels: the diagonal times `ratio`, rounded, at least 1.
int boundary_width(image::Size size, double ratio = 0.02);

}  // namespace penumbra::evaluate
