#include "ui/viewer/colour_map.h"

#include <opencv2/imgproc.hpp>

namespace penumbra::ui {
namespace {

std::array<QRgb, 256> make(int opencv_map) {
  cv::Mat levels(1, 256, CV_8UC1), coloured;
  for (int i = 0; i < 256; ++i) levels.at<uchar>(0, i) = static_cast<uchar>(i);
  cv::applyColorMap(levels, coloured, opencv_map);
  std::array<QRgb, 256> map{};
  for (int i = 0; i < 256; ++i) {
    const auto& bgr = coloured.at<cv::Vec3b>(0, i);
    map[static_cast<std::size_t>(i)] = qRgb(bgr[2], bgr[1], bgr[0]);
  }
  return map;
}

}  // namespace

QString name(ColourMap map) {
  switch (map) {
    case ColourMap::Viridis:
      return "Viridis";
    case ColourMap::Magma:
      return "Magma";
    case ColourMap::Turbo:
      return "Turbo";
  }
  return {};
}

ColourMap colour_map(const QString& text) {
  for (const ColourMap map : all_colour_maps)
    if (name(map) == text) return map;
  return ColourMap::Viridis;
}

const std::array<QRgb, 256>& colours(ColourMap map) {
  static const std::array maps = {make(cv::COLORMAP_VIRIDIS), make(cv::COLORMAP_MAGMA),
                                  make(cv::COLORMAP_TURBO)};
  return maps[static_cast<std::size_t>(map)];
}

}  // namespace penumbra::ui
