#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace penumbra::evaluate {

/// Pixel counts by (truth, prediction) over a set of images; class 0 is background.
class ConfusionMatrix {
 public:
  /// classes: background included.
  explicit ConfusionMatrix(int classes);

  /// Adds an image. Pixels whose truth is 255 are left out; a prediction of 255 (no decision)
  /// counts as wrong: it is missing from its class and adds to no other. Throws Error if sizes
  /// differ or a label is out of range.
  void add(const image::LabelMap& truth, const image::LabelMap& prediction);
  void add(const ConfusionMatrix& other);
  /// Adds pixels of class `truth` labelled `prediction`; classes(): undecided.
  void add(int truth, int prediction, std::int64_t pixels);

  int classes() const { return classes_; }
  /// Pixels of class `truth` labelled `prediction`; `prediction` == classes() counts undecided
  /// ones.
  std::int64_t count(int truth, int prediction) const;
  /// Pixels whose truth is `label`.
  std::int64_t truth_pixels(int label) const;

  /// Intersection over union, a class; NaN for classes neither in the truth nor predicted.
  std::vector<double> iou() const;
  /// Mean IoU over the classes that the truth has; 0..1, NaN if it has none.
  double mean_iou() const;
  double pixel_accuracy() const;

 private:
  int classes_;
  std::vector<std::int64_t> counts_;
};

}  // namespace penumbra::evaluate
