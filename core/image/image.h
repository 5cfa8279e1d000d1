#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace penumbra::image {

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
  std::size_t area() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  }
};

/// The label of pixels that count neither as a class nor as background.
inline constexpr std::uint8_t ignore_label = 255;

/// A photo: 8-bit sRGB, rows from the top, three interleaved bytes a pixel, upright.
struct Image {
  Size size;
  std::vector<std::uint8_t> pixels;  ///< height x width x 3
};

/// One class id a pixel: 0 background, 1..K the classes, 255 ignore.
struct LabelMap {
  Size size;
  std::vector<std::uint8_t> labels;  ///< height x width
  bool operator==(const LabelMap&) const = default;
};

/// One float a pixel, e.g. a CAM in [0,1].
struct ScoreMap {
  Size size;
  std::vector<float> scores;  ///< height x width
};

}  // namespace penumbra::image
