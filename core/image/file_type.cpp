#include "image/file_type.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/error.h"
#include "image/input_file.h"

namespace penumbra::image {

FileType file_type(const std::filesystem::path& file) {
  using namespace std::string_view_literals;
  const auto input = open_input(file);
  std::array<char, 16> bytes{};
  const auto count = std::fread(bytes.data(), 1, bytes.size(), input.get());
  if (count == 0) throw Error("is empty", file.string(), "Copy the file again");
  const std::string_view start(bytes.data(), count);
  if (start.starts_with("\xff\xd8\xff"sv)) return FileType::Jpeg;
  if (start.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileType::Png;
  if (start.starts_with("RIFF"sv) && start.size() >= 12 && start.substr(8, 4) == "WEBP"sv)
    return FileType::WebP;
  if (start.starts_with("II*\0"sv) || start.starts_with("MM\0*"sv)) return FileType::Tiff;
  if (start.starts_with("BM"sv) && start.size() >= 14) return FileType::Bmp;

  std::string_view known_as;
  if (start.starts_with("GIF8"sv)) known_as = "a GIF";
  if (start.size() >= 12 && start.substr(4, 4) == "ftyp"sv) known_as = "a HEIF, AVIF or video";
  if (start.starts_with("II+\0"sv) || start.starts_with("MM\0+"sv)) known_as = "a BigTIFF";
  if (!known_as.empty())
    throw Error("is " + std::string(known_as) + " file, which is not read", file.string(),
                "Convert it to JPEG, PNG, WebP, TIFF or BMP");
  throw Error("is not an image", file.string(),
              "Remove it, or replace it by a JPEG, PNG, WebP, TIFF or BMP image");
}

bool has_picture_name(const std::filesystem::path& file) {
  auto extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::array known{".jpg", ".jpeg", ".jpe", ".png", ".webp", ".tif", ".tiff", ".bmp"};
  return std::find(known.begin(), known.end(), extension) != known.end();
}

}  // namespace penumbra::image
