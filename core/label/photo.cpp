#include "label/photo.h"

#include "label/interpolation.h"
#include "method/normalisation.h"

namespace penumbra::label {

torch::Tensor photo_tensor(const image::Image& photo, image::Size size) {
  auto result = torch::empty({1, 3, size.height, size.width}, torch::kFloat);
  float* const out = result.data_ptr<float>();
  const auto columns = taps(photo.size.width, size.width);
  const auto rows = taps(photo.size.height, size.height);
  const auto stride = static_cast<std::size_t>(photo.size.width) * 3;
  const auto plane = size.area();
  std::size_t pixel = 0;
  for (const auto& row : rows) {
    const auto* const above = photo.pixels.data() + static_cast<std::size_t>(row.first) * stride;
    const auto* const below = photo.pixels.data() + static_cast<std::size_t>(row.second) * stride;
    for (const auto& column : columns) {
      const auto left = static_cast<std::size_t>(column.first) * 3;
      const auto right = static_cast<std::size_t>(column.second) * 3;
      for (std::size_t c = 0; c < 3; ++c) {
        const auto across = [&](const std::uint8_t* line) {
          const float a = line[left + c], b = line[right + c];
          return a + column.share * (b - a);
        };
        const float top = across(above);
        out[c * plane + pixel] = (top + row.share * (across(below) - top)) / 255.F;
      }
      ++pixel;
    }
  }
  return result;
}

torch::Tensor encoder_input(const image::Image& photo, image::Size size) {
  return method::normalise_image(photo_tensor(photo, size));
}

}  // namespace penumbra::label
