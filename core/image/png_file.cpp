#include "image/png_file.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/input_file.h"
#include "image/limits.h"

namespace penumbra::image {
namespace {

namespace fs = std::filesystem;

std::uint32_t big_endian(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

/// libpng's message, kept for the Error: it leaves a failing call by longjmp.
struct Failure {
  std::jmp_buf back;
  std::string message;
};

void on_error(png_structp png, png_const_charp message) {
  auto& failure = *static_cast<Failure*>(png_get_error_ptr(png));
  failure.message = message;
  std::longjmp(failure.back, 1);
}
void on_warning(png_structp, png_const_charp) {}

/// libpng takes memory for what a part claims to be long before it reads it. Rows of its widest
/// pictures are an eighth of this.
png_voidp take_memory(png_structp, png_alloc_size_t size) {
  constexpr png_alloc_size_t most = 64 << 20;
  return size <= most ? std::malloc(size) : nullptr;
}
void give_memory_back(png_structp, png_voidp memory) { std::free(memory); }

/// Calls into libpng; nothing in `call` may need a destructor. False after an error.
template <typename Call>
bool guarded(Failure& failure, const Call& call) {
  if (setjmp(failure.back) != 0) return false;
  call();
  return true;
}

InputFile open_memory(std::string_view bytes, const fs::path& name) {
  // Only read from: the mode says so.
  InputFile file(::fmemopen(const_cast<char*>(bytes.data()), bytes.size(), "rb"));
  if (!file) throw Error("is empty", name.string(), "Replace the file");
  return file;
}

class Reader {
 public:
  explicit Reader(const fs::path& path) : Reader(path, open_input(path), std::nullopt) {}
  Reader(std::string_view bytes, const fs::path& name)
      : Reader(name, open_memory(bytes, name), bytes.size()) {}

  /// `bytes` in memory; nothing: on the disk, as `path`.
  Reader(const fs::path& path, InputFile file, std::optional<std::uintmax_t> bytes)
      : path_(path), file_(std::move(file)), bytes_(bytes) {
    std::array<unsigned char, 8> signature{};
    const auto count = std::fread(signature.data(), 1, signature.size(), file_.get());
    if (count == 0) throw Error("is empty", path.string(), "Copy the file again");
    if (count != signature.size() || png_sig_cmp(signature.data(), 0, signature.size()) != 0)
      throw Error("is not a PNG image", path.string(), "Replace the file");
    png_ = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &failure_, on_error, on_warning, nullptr,
                                    take_memory, give_memory_back);
    info_ = png_ ? png_create_info_struct(png_) : nullptr;
    if (!info_) {
      png_destroy_read_struct(&png_, nullptr, nullptr);
      throw Error("there is too little memory to read it", path.string(), "Close other programs");
    }
  }
  ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  png_structp png() { return png_; }
  png_infop info() { return info_; }

  template <typename Call>
  void run(const Call& call) {
    if (!guarded(failure_, call))
      throw Error("is a damaged or truncated PNG image (" + failure_.message + ")", path_.string(),
                  "Copy the file again");
  }

  PngHeader header() {
    run([&] {
      png_init_io(png_, file_.get());
      png_set_sig_bytes(png_, 8);
      png_read_info(png_, info_);
    });
    PngHeader header;
    header.size = {static_cast<int>(png_get_image_width(png_, info_)),
                   static_cast<int>(png_get_image_height(png_, info_))};
    header.bit_depth = png_get_bit_depth(png_, info_);
    switch (png_get_color_type(png_, info_)) {
      case PNG_COLOR_TYPE_GRAY:
        header.kind = PngKind::Grey;
        break;
      case PNG_COLOR_TYPE_GRAY_ALPHA:
        header.kind = PngKind::GreyAlpha;
        break;
      case PNG_COLOR_TYPE_PALETTE:
        header.kind = PngKind::Indexed;
        break;
      case PNG_COLOR_TYPE_RGB_ALPHA:
        header.kind = PngKind::RgbAlpha;
        break;
      default:
        header.kind = PngKind::Rgb;
        break;
    }
    png_bytep exif = nullptr;
    png_uint_32 length = 0;
    if (png_get_eXIf_1(png_, info_, &length, &exif) != 0)
      header.orientation = exif_orientation({exif, length});
    else if (!bytes_ && has_exif_as_text())
      header.orientation = read_header(path_).orientation;
    check_pixel_count(header.size, path_);
    check_enough_data(header);
    return header;
  }

  PngPixels pixels(PngHeader header) {
    run([&] {
      png_set_interlace_handling(png_);
      png_read_update_info(png_, info_);
    });
    PngPixels result{header, png_get_channels(png_, info_), {}, {}};
    const auto row_bytes = png_get_rowbytes(png_, info_);
    const auto height = static_cast<std::size_t>(header.size.height);
    result.samples.resize(row_bytes * height);
    std::vector<png_bytep> rows(height);
    for (std::size_t y = 0; y < height; ++y) rows[y] = result.samples.data() + y * row_bytes;
    run([&] {
      png_read_image(png_, rows.data());
      png_read_end(png_, nullptr);
    });
    return result;
  }

 private:
  /// As some programs keep it: hexadecimal, in a text chunk.
  bool has_exif_as_text() const {
    png_textp texts = nullptr;
    int count = 0;
    png_get_text(png_, info_, &texts, &count);
    return std::any_of(texts, texts + count, [](const png_text& text) {
      const std::string_view key = text.key;
      return key == "Raw profile type exif" || key == "Raw profile type APP1";
    });
  }

  /// Deflate packs at most 1032 bytes into one: a header that promises more is caught before any
  /// memory is taken for it.
  void check_enough_data(const PngHeader& header) const {
    const auto bits = static_cast<std::uintmax_t>(png_get_channels(png_, info_)) *
                      static_cast<std::uintmax_t>(header.bit_depth);
    if (header.size.area() / 8 * bits / 1032 > (bytes_ ? *bytes_ : fs::file_size(path_)))
      throw Error("is truncated: the file is too short for " + std::to_string(header.size.width) +
                      " x " + std::to_string(header.size.height) + " pixels",
                  path_.string(), "Copy the file again");
  }

  fs::path path_;
  InputFile file_;
  std::optional<std::uintmax_t> bytes_;
  Failure failure_{};
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

}  // namespace

PngHeader read_png_header(const fs::path& file) { return Reader(file).header(); }

void check_png_end(const fs::path& path) {
  const InputFile file = open_input(path);
  const auto size = fs::file_size(path);
  std::uintmax_t position = 8;
  while (position + 12 <= size) {
    std::array<unsigned char, 8> chunk{};
    std::fseek(file.get(), static_cast<long>(position), SEEK_SET);
    if (std::fread(chunk.data(), 1, chunk.size(), file.get()) != chunk.size()) break;
    position += 12 + big_endian(chunk.data());
    if (std::memcmp(chunk.data() + 4, "IEND", 4) == 0 && position <= size) return;
  }
  throw Error("is truncated: the picture ends early", path.string(), "Copy the file again");
}

namespace {

PngPixels read_as_stored(Reader& reader) {
  const auto header = reader.header();
  reader.run([&] {
    png_set_packing(reader.png());
    png_set_scale_16(reader.png());
  });
  auto result = reader.pixels(header);
  png_colorp colours = nullptr;
  int count = 0;
  if (png_get_PLTE(reader.png(), reader.info(), &colours, &count) != 0)
    for (int i = 0; i < count; ++i)
      result.palette.push_back({colours[i].red, colours[i].green, colours[i].blue});
  return result;
}

}  // namespace

PngPixels read_png_as_stored(const fs::path& file) {
  Reader reader(file);
  return read_as_stored(reader);
}

PngPixels read_png_as_stored(std::string_view bytes, const fs::path& name) {
  Reader reader(bytes, name);
  return read_as_stored(reader);
}

PngPixels read_png_as_colour(const fs::path& file) {
  Reader reader(file);
  const auto header = reader.header();
  reader.run([&] {
    png_set_expand(reader.png());
    png_set_scale_16(reader.png());
    png_set_gray_to_rgb(reader.png());
  });
  return reader.pixels(header);
}

std::string encode_png(Size size, int channels, std::span<const std::uint8_t> samples,
                       const Palette* palette) {
  const auto row_bytes = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(channels);
  if (size.width < 1 || size.height < 1 ||
      samples.size() != row_bytes * static_cast<std::size_t>(size.height))
    throw Error("the picture to write has " + std::to_string(samples.size()) +
                    " samples, which does not fit its size",
                std::to_string(size.width) + " x " + std::to_string(size.height));
  Failure failure;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &failure, on_error, on_warning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  std::string bytes;
  const bool written =
      info && guarded(failure, [&] {
        png_set_write_fn(
            png, &bytes,
            [](png_structp target, png_bytep data, png_size_t count) {
              static_cast<std::string*>(png_get_io_ptr(target))
                  ->append(reinterpret_cast<const char*>(data), count);
            },
            nullptr);
        const int colour = palette         ? PNG_COLOR_TYPE_PALETTE
                           : channels == 1 ? PNG_COLOR_TYPE_GRAY
                                           : PNG_COLOR_TYPE_RGB;
        png_set_IHDR(png, info, static_cast<png_uint_32>(size.width),
                     static_cast<png_uint_32>(size.height), 8, colour, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        if (palette) {
          std::array<png_color, 256> entries;
          for (std::size_t i = 0; i < entries.size(); ++i)
            entries[i] = {(*palette)[i][0], (*palette)[i][1], (*palette)[i][2]};
          png_set_PLTE(png, info, entries.data(), static_cast<int>(entries.size()));
          // Labels are long runs: run lengths alone are ten times as fast as the default search and
          // make files a sixth larger.
          png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
          png_set_compression_strategy(png, Z_RLE);
        }
        png_write_info(png, info);
        for (int y = 0; y < size.height; ++y)
          png_write_row(png, samples.data() + static_cast<std::size_t>(y) * row_bytes);
        png_write_end(png, nullptr);
      });
  png_destroy_write_struct(&png, &info);
  if (!written)
    throw Error("the PNG could not be made: " + failure.message,
                std::to_string(size.width) + " x " + std::to_string(size.height));
  return bytes;
}

void write_png_file(const fs::path& file, Size size, int channels,
                    std::span<const std::uint8_t> samples, const Palette* palette) {
  write_file_atomically(file, encode_png(size, channels, samples, palette));
}

}  // namespace penumbra::image
