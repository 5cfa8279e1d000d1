#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/boundary.h"
#include "image/image.h"

namespace penumbra::compare {

/// Pixels that the reference labels `reference` and the other map `other` (class values; 255:
/// undecided).
struct CellCount {
  std::uint8_t reference = 0;
  std::uint8_t other = 0;
  std::int64_t pixels = 0;
  bool operator==(const CellCount&) const = default;
};

struct ClassBoundary {
  std::uint8_t value = 0;
  evaluate::BoundaryCounts counts;
  bool operator==(const ClassBoundary&) const = default;
};

/// What is counted of two label maps of an image; all figures follow from it.
struct ImageNumbers {
  std::vector<CellCount> cells;         ///< those that are not 0, by reference, then other
  std::vector<ClassBoundary> boundary;  ///< of the classes that either map has, ascending
  bool operator==(const ImageNumbers&) const = default;
};

/// Throws Error if the sizes differ.
ImageNumbers count_image(const image::LabelMap& reference, const image::LabelMap& other);

/// In 0..1; NaN where the reference says nothing.
struct ImageFigures {
  double mean_iou = 0;  ///< over the classes of the reference, background included
  double pixel_accuracy = 0;
  double boundary_iou = 0;
};
ImageFigures figures_of(const ImageNumbers& numbers);

/// As bytes with their checksum, and back; nothing for bytes that are damaged.
std::string encode(const ImageNumbers& numbers);
std::optional<ImageNumbers> decode(std::string_view bytes);

}  // namespace penumbra::compare
