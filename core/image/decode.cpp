#include "image/decode.h"

#include <array>
#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/bmp.h"
#include "image/exif.h"
#include "image/file_type.h"
#include "image/input_file.h"
#include "image/jpeg.h"
#include "image/limits.h"
#include "image/orientation.h"
#include "image/png_file.h"
#include "image/tiff.h"

namespace penumbra::image {
namespace {

namespace fs = std::filesystem;

Header header_of(const fs::path& file, FileType type) {
  switch (type) {
    case FileType::Jpeg:
      return read_jpeg_header(file);
    case FileType::Bmp:
      return read_bmp_header(file);
    case FileType::Png: {
      const auto png = read_png_header(file);
      return {png.size, png.orientation, 0};
    }
    case FileType::Tiff:
      return read_tiff_header(file);
    case FileType::WebP:
      break;
  }
  return read_header(file);
}

Header checked_header(const fs::path& file, FileType type) {
  const auto header = header_of(file, type);
  check_pixel_count(header.stored, file);
  return header;
}

/// A RIFF file states its own length.
std::uint64_t end_of_riff(const fs::path& file) {
  const auto input = open_input(file);
  std::array<unsigned char, 8> bytes{};
  if (std::fread(bytes.data(), 1, bytes.size(), input.get()) != bytes.size()) return UINT64_MAX;
  return 8 + (std::uint64_t{bytes[4]} | std::uint64_t{bytes[5]} << 8 |
              std::uint64_t{bytes[6]} << 16 | std::uint64_t{bytes[7]} << 24);
}

void check_end(const fs::path& file, FileType type, const Header& header) {
  switch (type) {
    case FileType::Jpeg:
      return check_jpeg_end(file);
    case FileType::Png:
      return check_png_end(file);
    case FileType::WebP:
    case FileType::Tiff:
    case FileType::Bmp:
      break;
  }
  const auto end = type == FileType::WebP ? end_of_riff(file) : header.pixels_end;
  if (fs::file_size(file) < end)
    throw Error("is truncated: the picture ends early", file.string(), "Copy the file again");
}

std::uint8_t over_white(unsigned value, unsigned alpha) {
  return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// Interleaved 8-bit samples with `channels` a pixel: grey, grey and alpha, colour, colour and
/// alpha; the colour's order is blue, green, red where `reversed`.
Image to_rgb(Size size, std::span<const std::uint8_t> samples, int channels, bool reversed) {
  Image image{size, std::vector<std::uint8_t>(size.area() * 3)};
  const auto step = static_cast<std::size_t>(channels);
  const bool grey = channels <= 2, has_alpha = channels % 2 == 0;
  for (std::size_t i = 0; i < size.area(); ++i) {
    const auto* sample = samples.data() + i * step;
    for (std::size_t c = 0; c < 3; ++c) {
      const auto value = sample[grey ? 0 : reversed ? 2 - c : c];
      image.pixels[3 * i + c] = has_alpha ? over_white(value, sample[step - 1]) : value;
    }
  }
  return image;
}

Image decode_png(const fs::path& file) {
  auto png = read_png_as_colour(file);
  if (png.channels == 3) return {png.header.size, std::move(png.samples)};
  return to_rgb(png.header.size, png.samples, png.channels, false);
}

/// WebP and BMP, as stored (not turned).
Image decode_by_opencv(const fs::path& file, FileType type) {
  static std::once_flag once;
  std::call_once(once,
                 [] { cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT); });
  const auto bytes = read_file(file);
  const auto refuse = [&](const std::string& what) -> void {
    throw Error(what, file.string(), "Replace the file, or save it as JPEG or PNG");
  };
  cv::Mat picture;
  try {
    const cv::Mat view(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    // The fourth byte of a bitmap's pixels is padding more often than alpha.
    const int flags = type == FileType::Bmp ? cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION
                                            : cv::IMREAD_UNCHANGED;
    picture = cv::imdecode(view, flags);
  } catch (const cv::Exception&) {
    picture.release();
  }
  if (picture.empty()) refuse("is damaged, or stored in a way that is not read");
  if (picture.depth() != CV_8U || picture.channels() > 4) refuse("holds pixels of an unusual kind");
  if (!picture.isContinuous()) picture = picture.clone();
  return to_rgb({picture.cols, picture.rows}, {picture.data, picture.total() * picture.elemSize()},
                picture.channels(), true);
}

}  // namespace

Image read_image(const fs::path& file, const DecodeOptions& options) {
  const auto type = file_type(file);
  const auto header = checked_header(file, type);
  switch (type) {
    case FileType::Jpeg:
      return upright(decode_jpeg(file, options.smallest_side), header.orientation);
    case FileType::Png:
      return upright(decode_png(file), header.orientation);
    case FileType::Tiff:
      return upright(decode_tiff(file), header.orientation);
    case FileType::WebP:
    case FileType::Bmp:
      break;
  }
  check_end(file, type, header);
  return upright(decode_by_opencv(file, type), header.orientation);
}

Size read_size(const fs::path& file) {
  const auto header = checked_header(file, file_type(file));
  return upright(header.stored, header.orientation);
}

Size check_image(const fs::path& file) {
  const auto type = file_type(file);
  const auto header = checked_header(file, type);
  check_end(file, type, header);
  return upright(header.stored, header.orientation);
}

void write_png(const fs::path& file, const Image& image) {
  write_png_file(file, image.size, 3, image.pixels);
}

}  // namespace penumbra::image
