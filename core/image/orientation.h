#pragma once

#include <cstdint>
#include <span>

#include "image/image.h"

namespace penumbra::image {

/// How a stored picture has to be turned to stand upright: the values 1..8 of the EXIF tag
/// Orientation (Exif 2.3, section 4.6.4). 1: as stored.
using Orientation = int;

/// From the bytes of an EXIF block (a TIFF structure, without "Exif\0\0"); 1 where it is absent,
/// damaged or out of range.
Orientation exif_orientation(std::span<const std::uint8_t> exif);

/// The size after turning.
Size upright(Size stored, Orientation orientation);

/// Turns the picture upright.
Image upright(Image stored, Orientation orientation);

}  // namespace penumbra::image
