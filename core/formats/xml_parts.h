#pragma once

#include <functional>
#include <string_view>

#include "formats/byte_source.h"

/// XML files that are longer than memory: one child of the outermost element is looked at at a
/// time.
namespace penumbra::formats {

struct XmlPart {
  std::string_view name;  ///< of the element
  ByteRange range;        ///< in the file, with its tags
  std::string_view text;
};

/// Calls `part` with each child of the outermost element, whose name it returns. Throws Error,
/// which names the place, for what does not end. Document types are refused: they may define
/// entities without end.
std::string for_each_part(const ByteSource& file, const std::function<void(const XmlPart&)>& part);

}  // namespace penumbra::formats
