#include "image/jpeg.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
// jpeglib.h needs FILE and size_t.
#include <jerror.h>
#include <jpeglib.h>

#include "base/error.h"
#include "image/input_file.h"
#include "image/limits.h"

namespace penumbra::image {
namespace {

namespace fs = std::filesystem;

constexpr int most_scans = 500;  // a progressive file with more only wastes time

/// A libjpeg decompressor whose errors are turned into Error. libjpeg leaves a failing call by
/// longjmp, so each call is made by `guarded` with nothing in it that needs a destructor.
class Decoder {
 public:
  explicit Decoder(const fs::path& path) : path_(path), file_(open_input(path)) {
    info_.err = jpeg_std_error(&errors_.base);
    errors_.base.error_exit = [](j_common_ptr info) {
      std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1);
    };
    errors_.base.emit_message = [](j_common_ptr info, int level) {
      const int code = info->err->msg_code;
      // Both mean that pixels are missing and would be filled with grey.
      if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
        reinterpret_cast<Errors*>(info->err)->incomplete = true;
    };
    progress_.progress_monitor = [](j_common_ptr info) {
      if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > most_scans)
        std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1);
    };
    guarded([&] { jpeg_create_decompress(&info_); });
    info_.progress = &progress_;
  }
  ~Decoder() { jpeg_destroy_decompress(&info_); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  jpeg_decompress_struct& read_header() {
    guarded([&] {
      jpeg_stdio_src(&info_, file_.get());
      jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xffff);
      jpeg_read_header(&info_, TRUE);
    });
    if (errors_.incomplete) fail_incomplete();
    check_pixel_count({static_cast<int>(info_.image_width), static_cast<int>(info_.image_height)},
                      path_);
    return info_;
  }

  Orientation orientation() const {
    constexpr std::array<std::uint8_t, 6> start{'E', 'x', 'i', 'f', 0, 0};
    for (auto marker = info_.marker_list; marker; marker = marker->next) {
      const std::span data(marker->data, marker->data_length);
      if (marker->marker == JPEG_APP0 + 1 && data.size() > start.size() &&
          std::equal(start.begin(), start.end(), data.begin()))
        return exif_orientation(data.subspan(start.size()));
    }
    return 1;
  }

  /// `row` takes each decoded row in turn: its number and its samples.
  template <typename Row>
  void read_rows(const Row& row) {
    guarded([&] { jpeg_start_decompress(&info_); });
    std::vector<std::uint8_t> samples(static_cast<std::size_t>(info_.output_width) *
                                      static_cast<std::size_t>(info_.output_components));
    JSAMPROW target = samples.data();
    while (info_.output_scanline < info_.output_height) {
      const auto number = info_.output_scanline;
      guarded([&] { jpeg_read_scanlines(&info_, &target, 1); });
      if (errors_.incomplete) fail_incomplete();
      row(number, std::span<const std::uint8_t>(samples));
    }
    guarded([&] { jpeg_finish_decompress(&info_); });
    if (errors_.incomplete) fail_incomplete();
  }

 private:
  struct Errors {
    jpeg_error_mgr base;  // first: libjpeg hands out its address
    std::jmp_buf back;
    bool incomplete;
  };

  template <typename Call>
  void guarded(const Call& call) {
    if (setjmp(errors_.back) == 0) {
      call();
      return;
    }
    fail();
  }

  [[noreturn]] void fail() {
    if (errors_.incomplete || errors_.base.msg_code == JERR_INPUT_EOF) fail_incomplete();
    std::array<char, JMSG_LENGTH_MAX> text{};
    errors_.base.format_message(reinterpret_cast<j_common_ptr>(&info_), text.data());
    throw Error("is a damaged JPEG image (" + std::string(text.data()) + ")", path_.string(),
                "Replace the file");
  }

  [[noreturn]] void fail_incomplete() const {
    throw Error("is truncated: the picture ends early", path_.string(), "Copy the file again");
  }

  fs::path path_;
  InputFile file_;
  Errors errors_{};
  jpeg_progress_mgr progress_{};
  jpeg_decompress_struct info_{};
};

int scale_denominator(int width, int height, int smallest_side) {
  if (smallest_side <= 0) return 1;
  for (const int denominator : {8, 4, 2}) {
    const auto scaled = [&](int side) { return (side + denominator - 1) / denominator; };
    if (std::min(scaled(width), scaled(height)) >= smallest_side) return denominator;
  }
  return 1;
}

/// Adobe's programs store CMYK inverted (255: no ink) and say so by their marker.
void cmyk_to_rgb(std::span<const std::uint8_t> cmyk, bool inverted, std::uint8_t* rgb) {
  for (std::size_t i = 0; i < cmyk.size(); i += 4, rgb += 3) {
    const auto paper = [&](std::size_t k) { return inverted ? cmyk[i + k] : 255 - cmyk[i + k]; };
    for (std::size_t k = 0; k < 3; ++k)
      rgb[k] = static_cast<std::uint8_t>((paper(k) * paper(3) + 127) / 255);
  }
}

}  // namespace

Header read_jpeg_header(const fs::path& file) {
  Decoder decoder(file);
  const auto& info = decoder.read_header();
  return {{static_cast<int>(info.image_width), static_cast<int>(info.image_height)},
          decoder.orientation(),
          0};
}

void check_jpeg_end(const fs::path& path) {
  const InputFile file = open_input(path);
  std::array<unsigned char, 4096> tail{};
  std::fseek(file.get(), 0, SEEK_END);
  const long size = std::ftell(file.get());
  std::fseek(file.get(), std::max(0L, size - static_cast<long>(tail.size())), SEEK_SET);
  std::size_t count = std::fread(tail.data(), 1, tail.size(), file.get());
  while (count > 0 && (tail[count - 1] == 0 || tail[count - 1] == '\n' || tail[count - 1] == '\r'))
    --count;
  const bool ended = count >= 2 && tail[count - 2] == 0xff && tail[count - 1] == JPEG_EOI;
  // Some cameras and programs append data of their own: only decoding tells.
  if (!ended) decode_jpeg(path, 1);
}

Image decode_jpeg(const fs::path& file, int smallest_side) {
  Decoder decoder(file);
  auto& info = decoder.read_header();
  const bool four_inks = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
  info.out_color_space = four_inks ? JCS_CMYK : JCS_RGB;
  info.scale_num = 1;
  info.scale_denom = static_cast<unsigned>(scale_denominator(
      static_cast<int>(info.image_width), static_cast<int>(info.image_height), smallest_side));

  Image image;
  decoder.read_rows([&](unsigned number, std::span<const std::uint8_t> samples) {
    if (number == 0) {
      image.size = {static_cast<int>(info.output_width), static_cast<int>(info.output_height)};
      image.pixels.resize(image.size.area() * 3);
    }
    auto* target = image.pixels.data() + static_cast<std::size_t>(number) * info.output_width * 3;
    if (four_inks)
      cmyk_to_rgb(samples, info.saw_Adobe_marker != 0, target);
    else
      std::copy(samples.begin(), samples.end(), target);
  });
  return image;
}

}  // namespace penumbra::image
