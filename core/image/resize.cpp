#include "image/resize.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace penumbra::image {
namespace {

void check(Size from, Size to) {
  if (from.width < 1 || from.height < 1 || to.width < 1 || to.height < 1)
    throw Error("a picture cannot be resized from " + std::to_string(from.width) + " x " +
                    std::to_string(from.height) + " to " + std::to_string(to.width) + " x " +
                    std::to_string(to.height) + " pixels",
                "resize");
}

/// OpenCV's linear interpolation takes half-pixel centres.
void scale(Size from, const void* source, Size to, void* target, int type, int interpolation) {
  const cv::Mat old(from.height, from.width, type, const_cast<void*>(source));
  cv::Mat scaled(to.height, to.width, type, target);
  cv::resize(old, scaled, scaled.size(), 0, 0, interpolation);
}

Image resize_image(const Image& image, Size size, int interpolation) {
  check(image.size, size);
  Image result{size, std::vector<std::uint8_t>(size.area() * 3)};
  scale(image.size, image.pixels.data(), size, result.pixels.data(), CV_8UC3, interpolation);
  return result;
}

/// floor((i + 0.5) * from / to) for each i below `to`, in whole numbers.
std::vector<std::size_t> nearest_sources(int from, int to) {
  std::vector<std::size_t> sources(static_cast<std::size_t>(to));
  for (std::size_t i = 0; i < sources.size(); ++i)
    sources[i] = (2 * i + 1) * static_cast<std::size_t>(from) / (2 * static_cast<std::size_t>(to));
  return sources;
}

}  // namespace

Image resize(const Image& image, Size size) { return resize_image(image, size, cv::INTER_LINEAR); }

Image thumbnail(const Image& image, Size size) {
  const bool shrinks = size.width < image.size.width && size.height < image.size.height;
  return resize_image(image, size, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
}

LabelMap resize(const LabelMap& map, Size size) {
  check(map.size, size);
  const auto columns = nearest_sources(map.size.width, size.width);
  const auto rows = nearest_sources(map.size.height, size.height);
  LabelMap result{size, {}};
  result.labels.reserve(size.area());
  for (const auto row : rows) {
    const auto* source = map.labels.data() + row * static_cast<std::size_t>(map.size.width);
    for (const auto column : columns) result.labels.push_back(source[column]);
  }
  return result;
}

ScoreMap resize(const ScoreMap& map, Size size) {
  check(map.size, size);
  ScoreMap result{size, std::vector<float>(size.area())};
  scale(map.size, map.scores.data(), size, result.scores.data(), CV_32F, cv::INTER_LINEAR);
  return result;
}

}  // namespace penumbra::image
