#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edit/rect.h"
#include "image/image.h"

namespace penumbra::project {

/// An image of an edited layer: raw class values, and which pixels a person painted.
struct EditedMap {
  image::LabelMap map;
  std::vector<std::uint8_t> drawn;  ///< 1 where painted; of the map's size
};

/// What an operation changed within a rectangle: the exclusive or of before and after, so that the
/// same call does and undoes it. Raw values, so it holds when classes are merged later.
struct Difference {
  edit::Rect rect;
  std::vector<std::uint8_t> map;    ///< rect's height x width
  std::vector<std::uint8_t> drawn;  ///< likewise

  bool operator==(const Difference&) const = default;
};

/// Changes the map to after the operation, or back to before.
void apply(const Difference& difference, EditedMap& image);

/// Both planes one after the other as a Zstandard frame with its checksum.
std::string compress(const Difference& difference);

/// Throws Error that names `where` if the bytes are damaged or of another rectangle.
Difference decompress(std::string_view bytes, const edit::Rect& rect, const std::string& where);

}  // namespace penumbra::project
