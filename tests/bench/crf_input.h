#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "image/image.h"

namespace penumbra::bench {

/// A photo with class probabilities.
struct CrfInput {
  std::string name;
  image::Image image;
  int classes = 0;
  std::vector<float> probability;  ///< `classes` planes
};

/// A made-up photo: textured objects before a textured ground, with sensor noise, and the soft,
/// blobby probabilities of a network at a sixteenth of the resolution. Always the same.
CrfInput synthetic_crf_input(image::Size size, int classes);

/// A golden file with `image` and `probability`, continued by reflection to `size` where it is
/// smaller and cut where it is larger.
CrfInput read_crf_input(const std::filesystem::path& file, image::Size size);

}  // namespace penumbra::bench
