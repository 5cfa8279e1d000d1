#include "image/limits.h"

#include <string>

#include "base/error.h"

namespace penumbra::image {

void check_pixel_count(Size size, const std::filesystem::path& file) {
  if (size.width < 1 || size.height < 1)
    throw Error("says that it holds no pixels", file.string(), "Replace the file");
  if (size.area() > most_pixels)
    throw Error("says that it is " + std::to_string(size.width) + " x " +
                    std::to_string(size.height) + " pixels, more than the " +
                    std::to_string(most_pixels / 1'000'000) + " megapixels that are read",
                file.string(), "Save it at a smaller size, if it is a picture at all");
}

}  // namespace penumbra::image
