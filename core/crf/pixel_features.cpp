#include "crf/pixel_features.h"

#include <string>

#include "base/error.h"

namespace penumbra::crf {

namespace {

void check_sigma(float sigma, const std::string& name) {
  if (!(sigma > 0)) throw Error("a standard deviation has to be above 0", name);
}

}  // namespace

std::vector<float> position_features(image::Size size, float sigma_xy) {
  if (size.width < 1 || size.height < 1) throw Error("the image is empty", "lattice filter");
  check_sigma(sigma_xy, "sigma_xy");
  std::vector<float> features;
  features.reserve(5 * size.area());
  features.resize(2 * size.area());
  float* x = features.data();
  float* y = x + size.area();
  for (int row = 0; row < size.height; ++row) {
    for (int column = 0; column < size.width; ++column) {
      *x++ = static_cast<float>(column) / sigma_xy;
      *y++ = static_cast<float>(row) / sigma_xy;
    }
  }
  return features;
}

std::vector<float> bilateral_features(image::Size size, std::span<const float> rgb, float sigma_xy,
                                      float sigma_rgb) {
  std::vector<float> features = position_features(size, sigma_xy);
  check_sigma(sigma_rgb, "sigma_rgb");
  if (rgb.size() != 3 * size.area()) {
    throw Error("the colour planes differ from the image in size", "bilateral filter");
  }
  for (const float value : rgb) features.push_back(value / sigma_rgb);
  return features;
}

}  // namespace penumbra::crf
