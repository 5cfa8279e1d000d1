#include "image/tiff.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>

#include "base/error.h"
#include "image/limits.h"

namespace penumbra::image {
namespace {

struct CloseTiff {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, CloseTiff>;

Tiff open(const std::filesystem::path& file) {
  static std::once_flag once;
  std::call_once(once, [] {  // libtiff writes to stderr unless told otherwise
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
  });
  Tiff tiff(TIFFOpen(file.c_str(), "rm"));
  if (!tiff) throw Error("its header is damaged or cut off", file.string(), "Copy the file again");
  return tiff;
}

Size size_of(TIFF* tiff, const std::filesystem::path& file) {
  std::uint32_t width = 0, height = 0;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  const auto side = [](std::uint32_t value) { return static_cast<int>(std::min(value, 1U << 30)); };
  const Size size{side(width), side(height)};
  check_pixel_count(size, file);
  return size;
}

/// A fourth sample that the file says nothing about is alpha that colours are not multiplied by.
void name_alpha(TIFF* tiff) {
  std::uint16_t samples = 1, photometric = 0, extra = 0;
  std::uint16_t* kinds = nullptr;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
  TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extra, &kinds);
  const bool unnamed = extra == 0 || (extra == 1 && kinds[0] == EXTRASAMPLE_UNSPECIFIED);
  std::uint16_t alpha = EXTRASAMPLE_UNASSALPHA;
  if (photometric == PHOTOMETRIC_RGB && samples == 4 && unnamed)
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha);
}

}  // namespace

Header read_tiff_header(const std::filesystem::path& file) {
  const auto tiff = open(file);
  Header header;
  header.stored = size_of(tiff.get(), file);
  std::uint16_t orientation = 1;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_ORIENTATION, &orientation);
  if (orientation >= 1 && orientation <= 8) header.orientation = orientation;
  const auto blocks =
      TIFFIsTiled(tiff.get()) ? TIFFNumberOfTiles(tiff.get()) : TIFFNumberOfStrips(tiff.get());
  for (std::uint32_t i = 0; i < blocks; ++i) {
    int failed = 0;
    const auto end = TIFFGetStrileOffsetWithErr(tiff.get(), i, &failed) +
                     TIFFGetStrileByteCountWithErr(tiff.get(), i, &failed);
    if (failed != 0)
      throw Error("its header is damaged or cut off", file.string(), "Copy the file again");
    header.pixels_end = std::max<std::uint64_t>(header.pixels_end, end);
  }
  return header;
}

Image decode_tiff(const std::filesystem::path& file) {
  const auto tiff = open(file);
  Image image{size_of(tiff.get(), file), {}};
  name_alpha(tiff.get());
  constexpr int stop_on_error = 1;
  std::array<char, 1024> reason{};
  TIFFRGBAImage decoder{};
  if (TIFFRGBAImageBegin(&decoder, tiff.get(), stop_on_error, reason.data()) == 0)
    throw Error("holds pixels of a kind that is not read (" + std::string(reason.data()) + ")",
                file.string(), "Save it as JPEG or PNG");
  const std::unique_ptr<TIFFRGBAImage, void (*)(TIFFRGBAImage*)> end(&decoder, TIFFRGBAImageEnd);
  decoder.orientation = decoder.req_orientation = ORIENTATION_TOPLEFT;
  std::vector<std::uint32_t> raster(image.size.area());
  if (TIFFRGBAImageGet(&decoder, raster.data(), static_cast<std::uint32_t>(image.size.width),
                       static_cast<std::uint32_t>(image.size.height)) == 0)
    throw Error("is damaged or truncated", file.string(), "Copy the file again");
  image.pixels.reserve(raster.size() * 3);
  for (const auto pixel : raster) {  // colours come multiplied by alpha
    const auto white = 255 - TIFFGetA(pixel);
    for (const auto colour : {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)})
      image.pixels.push_back(static_cast<std::uint8_t>(std::min(colour + white, 255U)));
  }
  return image;
}

}  // namespace penumbra::image
