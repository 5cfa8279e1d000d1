#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/exif.h"
#include "image/image.h"
#include "image/palette.h"

namespace penumbra::image {

/// How the samples of a PNG are stored.
enum class PngKind { Grey, GreyAlpha, Rgb, RgbAlpha, Indexed };

struct PngHeader {
  Size size;
  PngKind kind = PngKind::Rgb;
  int bit_depth = 8;
  Orientation orientation = 1;  ///< stated ahead of the pixels
};

/// Throws Error for a file that is not a PNG or whose header is damaged.
PngHeader read_png_header(const std::filesystem::path& file);

/// Whether all chunks up to the last one are there; cheap. Throws Error where the file is cut off.
void check_png_end(const std::filesystem::path& file);

struct PngPixels {
  PngHeader header;
  int channels = 0;                                  ///< samples a pixel
  std::vector<std::uint8_t> samples;                 ///< height x width x channels
  std::vector<std::array<std::uint8_t, 3>> palette;  ///< of an indexed file
};

/// As stored: indices of an indexed file, grey levels of less than 8 bits unstretched, 16-bit
/// samples brought to 8. Throws Error for a damaged or truncated file.
PngPixels read_png_as_stored(const std::filesystem::path& file);
/// The same of a file's bytes; errors call it `name`.
PngPixels read_png_as_stored(std::string_view bytes, const std::filesystem::path& name);

/// For looking at: RGB (3 channels) or, where the file has transparency, RGBA (4 channels).
PngPixels read_png_as_colour(const std::filesystem::path& file);

/// The bytes of a PNG of 8-bit samples (1 or 3 channels; with a palette: indices). Throws Error
/// where they do not fit the size.
std::string encode_png(Size size, int channels, std::span<const std::uint8_t> samples,
                       const Palette* palette = nullptr);

/// Writes such a PNG, atomically. Throws Error.
void write_png_file(const std::filesystem::path& file, Size size, int channels,
                    std::span<const std::uint8_t> samples, const Palette* palette = nullptr);

}  // namespace penumbra::image
