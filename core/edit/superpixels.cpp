#include "edit/superpixels.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <opencv2/ximgproc/slic.hpp>

#include "base/error.h"
#include "edit/connected.h"

namespace penumbra::edit {
namespace {

constexpr float compactness = 10;
constexpr int iterations = 10;
/// Pieces smaller than this percentage of a region join a neighbour.
constexpr int smallest_piece = 25;

void find_bounds(Superpixels& superpixels) {
  const int count = 1 + *std::max_element(superpixels.index.begin(), superpixels.index.end());
  superpixels.bounds.resize(static_cast<std::size_t>(count));
  const auto* index = superpixels.index.data();
  for (int y = 0; y < superpixels.size.height; ++y) {
    for (int x = 0; x < superpixels.size.width; ++x) {
      Rect& bounds = superpixels.bounds[static_cast<std::size_t>(*index++)];
      if (bounds.empty()) {
        bounds = {x, y, 1, 1};
        continue;
      }
      const int left = std::min(bounds.x, x), right = std::max(bounds.right(), x + 1);
      bounds = {left, bounds.y, right - left, y + 1 - bounds.y};
    }
  }
}

}  // namespace

Superpixels compute_superpixels(const image::Image& photo, int region_size) {
  if (region_size < smallest_region || region_size > largest_region)
    throw UsageError(
        "the region size is out of range", "superpixels",
        "Use " + std::to_string(smallest_region) + " to " + std::to_string(largest_region) + " px");
  const auto [width, height] = photo.size;
  if (width < 1 || height < 1 || photo.pixels.size() != 3 * photo.size.area())
    throw Error("the photo is empty or its pixels do not match its size", "superpixels");
  Superpixels result{photo.size, std::vector<std::int32_t>(photo.size.area()), {}};
  // SLIC wants more than one region along each side.
  const int region = std::min({region_size, width / 2, height / 2});
  if (region >= 2) {
    const cv::Mat rgb(height, width, CV_8UC3, const_cast<std::uint8_t*>(photo.pixels.data()));
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    const auto slic =
        cv::ximgproc::createSuperpixelSLIC(lab, cv::ximgproc::SLIC, region, compactness);
    slic->iterate(iterations);
    slic->enforceLabelConnectivity(smallest_piece);
    cv::Mat index(height, width, CV_32S, result.index.data());
    slic->getLabels(index);
    if (index.data != reinterpret_cast<std::uint8_t*>(result.index.data()))
      index.copyTo(cv::Mat(height, width, CV_32S, result.index.data()));
  }
  find_bounds(result);
  return result;
}

Rect fill_superpixels(Canvas canvas, const Superpixels& superpixels, std::span<const Point> points,
                      std::uint8_t label, const Limits& limits) {
  const image::Size size = canvas.map.size;
  if (superpixels.size != size)
    throw Error("the superpixels differ from the label map in size", "superpixel fill");
  std::vector<std::int32_t> wanted;
  for (const Point& point : points)
    if (const auto pixel = pixel_at(size, point))
      wanted.push_back(superpixels.index[pixel_index(size, pixel->x, pixel->y)]);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  Painter painter(canvas, limits);
  for (const auto superpixel : wanted) {
    const Rect& bounds = superpixels.bounds[static_cast<std::size_t>(superpixel)];
    for (int y = bounds.y; y < bounds.bottom(); ++y)
      for (int x = bounds.x; x < bounds.right(); ++x)
        if (superpixels.index[pixel_index(size, x, y)] == superpixel) painter.paint(x, y, label);
  }
  return painter.changed();
}

}  // namespace penumbra::edit
