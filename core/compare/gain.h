#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compare/comparison.h"

namespace penumbra::compare {

/// A figure of two comparisons with the same reference, in 0..1; NaN where there is none.
struct Change {
  double before = 0;
  double after = 0;
  double difference() const { return after - before; }
};

struct ClassGain {
  std::string name;
  int value = 0;
  Change iou;
};

struct ImageGain {
  project::ImageId image = 0;
  std::string path;
  Change iou;
};

/// What is better and worse in one layer than in another, over the images that both have.
struct Gain {
  project::Layer before, after, reference;
  Change mean_iou, pixel_accuracy, boundary_iou;
  std::vector<ClassGain> classes;  ///< background first
  std::vector<ImageGain> images;   ///< the greatest loss first
  std::size_t better = 0;
  std::size_t worse = 0;
  std::size_t same = 0;
};

/// Throws Error if the references are different layers or no image is in both.
Gain gain(const Comparison& before, const Comparison& after);

}  // namespace penumbra::compare
