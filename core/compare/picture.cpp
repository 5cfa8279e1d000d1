#include "compare/picture.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace penumbra::compare {
namespace {

using Colour = std::array<std::uint8_t, 3>;

constexpr Colour grey = {0x9a, 0x9a, 0x9a};
constexpr int hatch_period = 5, hatch_width = 2, dot_period = 4, dot_width = 2;

void check_size(image::Size photo, image::Size map) {
  if (photo != map)
    throw Error("photo and label map differ in size", "picture of labels", "Label the image again");
}

Colour mix(Colour a, Colour b, double share) {
  Colour mixed;
  for (std::size_t i = 0; i < mixed.size(); ++i)
    mixed[i] = static_cast<std::uint8_t>(a[i] + share * (b[i] - a[i]) + 0.5);
  return mixed;
}

Colour colour_of(std::uint8_t label, const image::Palette& palette) {
  return label == image::ignore_label ? grey : palette[label];
}

/// Calls paint(i, x, y, photo's colour), which returns the new one.
template <class Paint>
image::Image painted(const image::Image& photo, const Paint& paint) {
  image::Image result = photo;
  std::size_t i = 0;
  for (int y = 0; y < photo.size.height; ++y)
    for (int x = 0; x < photo.size.width; ++x, ++i) {
      auto* pixel = result.pixels.data() + 3 * i;
      const Colour colour = paint(i, x, y, Colour{pixel[0], pixel[1], pixel[2]});
      std::ranges::copy(colour, pixel);
    }
  return result;
}

Colour pale(Colour colour) {
  const auto level = static_cast<std::uint8_t>((colour[0] * 3 + colour[1] * 6 + colour[2]) / 10);
  return mix({level, level, level}, {255, 255, 255}, 0.55);
}

}  // namespace

image::Image draw_labels(const image::Image& photo, const image::LabelMap& map,
                         const image::Palette& palette) {
  check_size(photo.size, map.size);
  return painted(photo, [&](std::size_t i, int, int, Colour colour) {
    const auto label = map.labels[i];
    return label == 0 ? colour : mix(colour, colour_of(label, palette), 0.6);
  });
}

image::Image draw_difference(const image::Image& photo, const image::LabelMap& reference,
                             const image::LabelMap& other, const image::Palette& palette) {
  check_size(photo.size, reference.size);
  const auto map = difference(reference, other);
  return painted(photo, [&](std::size_t i, int x, int y, Colour colour) {
    const Colour ground = pale(colour);
    switch (map.kinds[i]) {
      case PixelKind::Wrong:
        return mix(ground, colour_of(other.labels[i], palette), 0.85);
      case PixelKind::Missed:
        return (x + y) % hatch_period < hatch_width ? palette[reference.labels[i]] : ground;
      case PixelKind::Invented:
        return x % dot_period < dot_width && y % dot_period < dot_width ? palette[other.labels[i]]
                                                                        : ground;
      case PixelKind::Ignored:
        return mix(ground, grey, 0.7);
      case PixelKind::Right:
        break;
    }
    return ground;
  });
}

}  // namespace penumbra::compare
