#include "image/exif.h"

#include <algorithm>
#include <exiv2/exiv2.hpp>
#include <exiv2/webpimage.hpp>
#include <mutex>

#include "base/error.h"

namespace penumbra::image {
namespace {

void lock_xmp(void* mutex, bool lock) {
  auto& guarded = *static_cast<std::recursive_mutex*>(mutex);
  lock ? guarded.lock() : guarded.unlock();
}

/// exiv2's XMP parser is shared by all threads and its messages go to stderr unless told otherwise.
void prepare_exiv2() {
  static std::recursive_mutex xmp_mutex;
  static std::once_flag once;
  std::call_once(once, [] {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize(lock_xmp, &xmp_mutex);
  });
}

std::unique_ptr<Exiv2::Image> open(const std::filesystem::path& file) {
  prepare_exiv2();
  std::unique_ptr<Exiv2::Image> image(Exiv2::ImageFactory::open(file.string()).release());
  // What else it knows, such as videos, keeps it busy for ever where it is damaged.
  using namespace Exiv2;
  const auto types = {ImageType::jpeg, ImageType::png, ImageType::webp, ImageType::tiff,
                      ImageType::bmp};
  if (std::find(types.begin(), types.end(), image->imageType()) == types.end())
    throw penumbra::Error("is no picture", file.string());
  image->readMetadata();
  return image;
}

Orientation orientation_of(const Exiv2::ExifData& exif) {
  const auto found = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
  if (found == exif.end() || found->count() == 0) return 1;
  const auto value = found->toLong();
  return value >= 1 && value <= 8 ? static_cast<Orientation>(value) : 1;
}

bool is_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t follow = lead < 0x80   ? 0
                               : lead < 0xc2 ? 9
                               : lead < 0xe0 ? 1
                               : lead < 0xf0 ? 2
                               : lead < 0xf5 ? 3
                                             : 9;
    if (follow == 9 || i + follow >= text.size()) return false;
    for (std::size_t k = 1; k <= follow; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
    i += follow + 1;
  }
  return true;
}

/// IPTC text that is not UTF-8 is Latin-1 in practice.
std::string to_utf8(const std::string& text) {
  if (is_utf8(text)) return text;
  std::string converted;
  for (const unsigned char c : text) {
    if (c < 0x80) {
      converted.push_back(static_cast<char>(c));
    } else {
      converted.push_back(static_cast<char>(0xc0 | (c >> 6)));
      converted.push_back(static_cast<char>(0x80 | (c & 0x3f)));
    }
  }
  return converted;
}

void add(std::vector<std::string>& keywords, const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return;
  auto keyword = to_utf8(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
  std::replace_if(
      keyword.begin(), keyword.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  if (std::find(keywords.begin(), keywords.end(), keyword) == keywords.end())
    keywords.push_back(std::move(keyword));
}

}  // namespace

Orientation exif_orientation(std::span<const std::uint8_t> exif) {
  prepare_exiv2();
  try {
    Exiv2::ExifData data;
    Exiv2::ExifParser::decode(data, exif.data(), static_cast<std::uint32_t>(exif.size()));
    return orientation_of(data);
  } catch (const std::exception&) {
    return 1;
  }
}

Header read_header(const std::filesystem::path& file) {
  try {
    const auto image = open(file);
    return {{image->pixelWidth(), image->pixelHeight()}, orientation_of(image->exifData()), 0};
  } catch (const std::exception&) {
    throw Error("its header is damaged or cut off", file.string(), "Copy the file again");
  }
}

std::vector<std::string> read_keywords(const std::filesystem::path& file) {
  std::vector<std::string> keywords;
  try {
    const auto image = open(file);
    const auto subject = image->xmpData().findKey(Exiv2::XmpKey("Xmp.dc.subject"));
    if (subject != image->xmpData().end())
      for (long i = 0; i < subject->count(); ++i) add(keywords, subject->toString(i));
    const auto key = Exiv2::IptcKey("Iptc.Application2.Keywords").key();
    for (const auto& datum : image->iptcData())
      if (datum.key() == key) add(keywords, datum.toString());
  } catch (const std::exception&) {
    // Photos with damaged metadata are still photos: they just have no keywords.
  }
  return keywords;
}

}  // namespace penumbra::image
