#include "label/crf_label.h"

#include <algorithm>
#include <cmath>

#include "image/resize.h"
#include "method/dense_crf.h"

namespace penumbra::label {
namespace {

image::Size within(image::Size size, std::size_t pixels) {
  if (size.area() <= pixels) return size;
  const double scale = std::sqrt(static_cast<double>(pixels) / static_cast<double>(size.area()));
  const auto scaled = [&](int side) { return std::max(1, static_cast<int>(side * scale)); };
  return {scaled(size.width), scaled(size.height)};
}

void normalise(ScorePlanes& planes) {
  const auto area = planes.size.area();
  for (std::size_t i = 0; i < area; ++i) {
    float sum = 0;
    for (std::size_t p = 0; p < planes.classes.size(); ++p) sum += planes.values[p * area + i];
    if (sum <= 0) continue;
    for (std::size_t p = 0; p < planes.classes.size(); ++p) planes.values[p * area + i] /= sum;
  }
}

}  // namespace

crf::CrfOptions pseudo_label_crf() {
  crf::CrfOptions options;
  options.gaussian_sxy = 3;
  options.gaussian_weight = 3;
  options.bilateral_sxy = 36;
  options.bilateral_srgb = 3;
  options.bilateral_weight = 4;
  return options;
}

image::LabelMap crf_label(const image::Image& photo, const ScorePlanes& planes,
                          const crf::CrfOptions& options, torch::Device device) {
  const auto size = within(photo.size, crf_pixels);
  auto probability = resize(planes, size);
  normalise(probability);
  const auto classes = static_cast<int>(planes.classes.size());
  if (classes > 1) {
    probability.values =
        size == photo.size ? method::dense_crf(photo, probability.values, classes, options, device)
                           : method::dense_crf(image::resize(photo, size), probability.values,
                                               classes, options, device);
  }
  return best_label(probability, photo.size);
}

}  // namespace penumbra::label
