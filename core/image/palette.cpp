#include "image/palette.h"

namespace penumbra::image {

const Palette& voc_palette() {
  // The bits of the index, three at a time, give the bits of red, green and blue from the top down.
  static const Palette palette = [] {
    Palette colours{};
    for (unsigned index = 0; index < colours.size(); ++index)
      for (unsigned bit = 0; bit < 8; ++bit)
        for (unsigned channel = 0; channel < 3; ++channel)
          if ((index >> (3 * bit + channel)) & 1U)
            colours[index][channel] |= static_cast<std::uint8_t>(0x80U >> bit);
    return colours;
  }();
  return palette;
}

const Palette& grey_palette() {
  static const Palette palette = [] {
    Palette greys{};
    for (std::size_t index = 0; index < greys.size(); ++index)
      greys[index].fill(static_cast<std::uint8_t>(index));
    return greys;
  }();
  return palette;
}

}  // namespace penumbra::image
