#pragma once

#include <vector>

#include "image/image.h"

namespace penumbra::dataset {

/// A photo-like picture made by a program, and what is in it.
struct Scene {
  image::Image photo;
  image::LabelMap truth;
  std::vector<int> tags;  ///< class ids in the truth, ascending
};

}  // namespace penumbra::dataset
