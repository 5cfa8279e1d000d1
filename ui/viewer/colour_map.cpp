#include "ui/viewer/colour_map.h"

#include <cmath>

namespace penumbra::ui {
namespace {

// Equally spaced points of viridis (matplotlib, CC0); linear between them.
constexpr std::array<QRgb, 20> points = {
    0xff440154, 0xff481567, 0xff482677, 0xff453781, 0xff404788, 0xff39568c, 0xff33638d,
    0xff2d708e, 0xff287d8e, 0xff238a8d, 0xff1f968b, 0xff20a387, 0xff29af7f, 0xff3cbb75,
    0xff55c667, 0xff73d055, 0xff95d840, 0xffb8de29, 0xffdce319, 0xfffde725};

std::array<QRgb, 256> interpolate() {
  std::array<QRgb, 256> map{};
  for (std::size_t i = 0; i < map.size(); ++i) {
    const double at = static_cast<double>(i) / 255 * (points.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), points.size() - 2);
    const double part = at - static_cast<double>(low);
    const auto mix = [&](int a, int b) {
      return static_cast<int>(std::lround(a + (b - a) * part));
    };
    map[i] = qRgb(mix(qRed(points[low]), qRed(points[low + 1])),
                  mix(qGreen(points[low]), qGreen(points[low + 1])),
                  mix(qBlue(points[low]), qBlue(points[low + 1])));
  }
  return map;
}

}  // namespace

const std::array<QRgb, 256>& viridis() {
  static const std::array<QRgb, 256> map = interpolate();
  return map;
}

}  // namespace penumbra::ui
