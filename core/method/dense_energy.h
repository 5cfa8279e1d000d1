#pragma once

#include <torch/types.h>

namespace penumbra::method {

struct EnergyOptions {
  double weight = 1e-7;
  double sigma_rgb = 15;
  double sigma_xy = 100;
  double scale = 0.5;  ///< of the sizes at which the energy is computed
};

/// Dense-CRF energy of the softmax of `logits` (rloss, ECCV 2018; section 6), times `weight`.
/// image: B x 3 x H x W normalised; logits: B x C x H x W; label: B x H x W int64, where 255 opens
/// the gate. Differentiable in logits by the definition dS = -2 A / B.
torch::Tensor dense_energy_loss(const torch::Tensor& image, const torch::Tensor& logits,
                                const torch::Tensor& label, const EnergyOptions& options = {});

}  // namespace penumbra::method
