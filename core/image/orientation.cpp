#include "image/orientation.h"

#include <opencv2/core.hpp>
#include <optional>
#include <utility>

namespace penumbra::image {

Size upright(Size stored, Orientation orientation) {
  if (orientation >= 5) std::swap(stored.width, stored.height);
  return stored;
}

Image upright(Image stored, Orientation orientation) {
  if (orientation <= 1 || orientation > 8) return stored;
  const bool transposed = orientation >= 5;
  // Flip axes of the (transposed) picture: 0 around x, 1 around y, -1 both.
  std::optional<int> flip;
  switch (orientation) {
    case 2:
      flip = 1;
      break;
    case 3:
      flip = -1;
      break;
    case 4:
      flip = 0;
      break;
    case 6:
      flip = 1;
      break;
    case 7:
      flip = -1;
      break;
    case 8:
      flip = 0;
      break;
    default:
      break;
  }
  cv::Mat picture(stored.size.height, stored.size.width, CV_8UC3, stored.pixels.data());
  if (!transposed) {
    cv::flip(picture, picture, *flip);
    return stored;
  }
  Image turned{upright(stored.size, orientation), std::vector<std::uint8_t>(stored.pixels.size())};
  cv::Mat target(turned.size.height, turned.size.width, CV_8UC3, turned.pixels.data());
  cv::transpose(picture, target);
  if (flip) cv::flip(target, target, *flip);
  return turned;
}

}  // namespace penumbra::image
