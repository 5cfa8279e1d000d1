#include "compare/difference.h"

#include "base/error.h"

namespace penumbra::compare {

PixelKind pixel_kind(std::uint8_t reference, std::uint8_t other) {
  if (reference == image::ignore_label) return PixelKind::Ignored;
  if (reference == other) return PixelKind::Right;
  if (reference != 0)
    return other == 0 || other == image::ignore_label ? PixelKind::Missed : PixelKind::Wrong;
  return other == image::ignore_label ? PixelKind::Wrong : PixelKind::Invented;
}

DifferenceMap difference(const image::LabelMap& reference, const image::LabelMap& other) {
  if (reference.size != other.size || reference.labels.size() != other.labels.size())
    throw Error("the two label maps differ in size", "comparison", "Label the image again");
  DifferenceMap map{reference.size, std::vector<PixelKind>(reference.labels.size())};
  for (std::size_t i = 0; i < map.kinds.size(); ++i) {
    map.kinds[i] = pixel_kind(reference.labels[i], other.labels[i]);
    ++map.counts[static_cast<std::size_t>(map.kinds[i])];
  }
  return map;
}

}  // namespace penumbra::compare
