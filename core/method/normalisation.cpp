#include "method/normalisation.h"

#include <array>

namespace penumbra::method {
namespace {

torch::Tensor per_channel(const std::array<float, 3>& values, const torch::Tensor& like) {
  return torch::tensor({values[0], values[1], values[2]}, torch::kFloat32)
      .to(like.device())
      .view({1, 3, 1, 1});
}

}  // namespace

torch::Tensor normalise_image(const torch::Tensor& image) {
  return (image - per_channel(image_mean, image)) / per_channel(image_std, image);
}

torch::Tensor denormalise_image(const torch::Tensor& normalised) {
  return (normalised * per_channel(image_std, normalised) + per_channel(image_mean, normalised)) *
         255;
}

torch::Tensor displayed_image(const torch::Tensor& normalised) {
  return denormalise_image(normalised).clamp(0, 255).trunc() / 255;
}

}  // namespace penumbra::method
