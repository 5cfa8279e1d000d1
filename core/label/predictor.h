#pragma once

#include <torch/types.h>

#include <optional>

#include "device/device.h"
#include "image/image.h"
#include "label/score_planes.h"
#include "method/cam.h"
#include "model/network.h"
#include "model/packed_blocks.h"
#include "train/options.h"

namespace penumbra::label {

/// Photos whose longer side is above this are segmented as if it were this long.
inline constexpr int longest_native_side = 1024;

/// What a network says of one photo. Results are on the CPU in float32.
class Predictor {
 public:
  /// Takes the network to where `compute` says; the encoder's weights stay as they are from then
  /// on. options: of the run.
  Predictor(model::Network network, train::TrainOptions options, device::Compute compute);

  /// The photo at the training size, normalised, 1 x 3 x S x S on the CPU.
  torch::Tensor input(const image::Image& photo) const;

  /// Multi-scale CAMs at the training size. input: as above.
  method::Cams cams(const torch::Tensor& input, const method::CamRequest& request = {}) const;

  /// Image logits of the top classifier, K.
  torch::Tensor tag_logits(const torch::Tensor& input) const;

  /// Probabilities of background and the allowed classes. size: of the upright photo; side: px of
  /// the network's input, 0 = as the run's `label_size` says. allowed: K of 0/1.
  ScorePlanes segmentation(const image::Image& photo, image::Size size, int side,
                           const torch::Tensor& allowed) const;

  /// The least that the shorter side of a decoded photo must have for `segmentation`.
  int decoded_side(int side) const;

  const train::TrainOptions& options() const { return options_; }

 private:
  int input_side(int side) const;  // 0: native

  model::Network network_;
  train::TrainOptions options_;
  device::Compute compute_;
  std::optional<model::PackedPasses> passes_;
};

}  // namespace penumbra::label
