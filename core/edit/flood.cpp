#include "edit/flood.h"

#include <array>

#include "base/error.h"
#include "edit/connected.h"

namespace penumbra::edit {

Rect flood_fill(Canvas canvas, const image::Image& photo, Point seed, double tolerance,
                std::uint8_t label, const Limits& limits) {
  const image::Size size = canvas.map.size;
  if (photo.size != size || photo.pixels.size() != 3 * size.area())
    throw Error("the photo differs from the label map in size", "flood fill");
  const auto start = pixel_at(size, seed);
  if (!start) return {};
  const auto* pixels = photo.pixels.data();
  const auto* seed_pixel = pixels + 3 * pixel_index(size, start->x, start->y);
  const std::array<int, 3> colour{seed_pixel[0], seed_pixel[1], seed_pixel[2]};
  const double most = tolerance * tolerance;
  const auto similar = [&](std::size_t i) {
    int squared = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const int difference = pixels[3 * i + c] - colour[c];
      squared += difference * difference;
    }
    return squared <= most;
  };
  return paint(canvas, limits, connected_spans(size, *start, similar), label);
}

}  // namespace penumbra::edit
