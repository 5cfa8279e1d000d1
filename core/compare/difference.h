#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "image/image.h"

namespace penumbra::compare {

/// How a pixel of a label map agrees with the map that is taken to be right, the reference.
enum class PixelKind : std::uint8_t {
  Right,
  Wrong,     ///< another class than the reference's
  Missed,    ///< the reference has a class, the other background or no decision
  Invented,  ///< the reference has background, the other a class
  Ignored    ///< the reference says nothing (255)
};

inline constexpr std::array<std::string_view, 5> pixel_kind_names{"right", "wrong", "missed",
                                                                  "invented", "ignored"};
inline std::string_view name(PixelKind kind) {
  return pixel_kind_names[static_cast<std::size_t>(kind)];
}

/// Background that the other map leaves undecided (255) is wrong: right pixels among those that are
/// not ignored are what pixel accuracy counts.
PixelKind pixel_kind(std::uint8_t reference, std::uint8_t other);

/// The kind of every pixel.
struct DifferenceMap {
  image::Size size;
  std::vector<PixelKind> kinds;             ///< height x width
  std::array<std::int64_t, 5> counts = {};  ///< pixels of each kind

  std::int64_t count(PixelKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
};

/// Throws Error if the sizes differ.
DifferenceMap difference(const image::LabelMap& reference, const image::LabelMap& other);

}  // namespace penumbra::compare
