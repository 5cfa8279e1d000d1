#pragma once

#include <torch/types.h>

#include <cstdint>

#include "model/network.h"

namespace penumbra::method {

/// The auxiliary maps of images and of their mirrors (mirrored back), averaged: what the pixel
/// classifier sees (method.md section 12). image: B x 3 x H x W, normalised. Returns B x D x h x w.
/// Runs in evaluation mode without gradients and leaves the network's mode as it was.
torch::Tensor pixel_features(model::Network network, const torch::Tensor& image);

/// Mean and deviation of each channel over the patches of many images, gathered one by one
/// (method.md section 12, Features).
class ChannelStatistics {
 public:
  ChannelStatistics() = default;
  /// Those that were kept. mean, deviation: D.
  ChannelStatistics(const torch::Tensor& mean, const torch::Tensor& deviation);

  /// features: D x h x w. Throws Error if D differs from that of the images before.
  void add(const torch::Tensor& features);

  /// D, double.
  torch::Tensor mean() const;
  /// Square root of the population variance, D, double.
  torch::Tensor deviation() const;

 private:
  torch::Tensor sum_, sum_of_squares_;  // D, double
  std::int64_t count_ = 0;
};

/// (features - mean) / (deviation + 1e-6) * 4 / sqrt(D), and a constant 1 as the last channel.
/// features: D x h x w. Returns (D + 1) x h x w, float32.
torch::Tensor standardise(const torch::Tensor& features, const ChannelStatistics& statistics);

}  // namespace penumbra::method
