#include <algorithm>

#include "fuzz/accept.h"
#include "image/decode.h"
#include "image/exif.h"
#include "image/mask.h"
#include "image/orientation.h"

namespace penumbra::fuzz {

void exif(Bytes bytes) {
  const auto orientation = image::exif_orientation(bytes);
  require(orientation >= 1 && orientation <= 8);
}

void mask_png(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] {
    const auto mask = image::read_mask(file.path());
    require(mask.labels.size() == mask.size.area());
    require(image::read_mask_size(file.path()) == mask.size);
  });
}

void picture(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] { image::check_image(file.path()); });
  accept_errors([&] {
    const auto picture = image::read_image(file.path(), {64});
    require(picture.pixels.size() == picture.size.area() * 3);
  });
  image::read_keywords(file.path());
}

/// The bytes are the XMP packet of a JPEG file.
void xmp(Bytes bytes) {
  constexpr std::string_view name("http://ns.adobe.com/xap/1.0/\0", 29);
  const auto packet = text(bytes.first(std::min<std::size_t>(bytes.size(), 65000)));
  const auto length = 2 + name.size() + packet.size();
  std::string jpeg("\xff\xd8\xff\xe1", 4);
  jpeg += static_cast<char>(length >> 8);
  jpeg += static_cast<char>(length & 0xff);
  jpeg.append(name).append(packet).append("\xff\xd9");
  const TemporaryFile file({reinterpret_cast<const std::uint8_t*>(jpeg.data()), jpeg.size()});
  for (const auto& keyword : image::read_keywords(file.path()))
    require(std::none_of(keyword.begin(), keyword.end(),
                         [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
}

}  // namespace penumbra::fuzz
