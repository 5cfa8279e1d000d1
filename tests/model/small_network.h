#pragma once

#include "model/network.h"

/// A network of the smallest sizes with drawn parameters.
inline penumbra::model::Network small_network(int image_size = 64, int classes = 4,
                                              std::uint64_t seed = 1) {
  penumbra::model::NetworkOptions options;
  options.encoder = {.image_size = image_size,
                     .patch = 16,
                     .width = 24,
                     .depth = 4,
                     .heads = 3,
                     .mlp_ratio = 2,
                     .cls_depth = 2,
                     .aux_index = -3,
                     .drop_path = 0};
  options.classes = classes;
  options.decoder_width = 8;
  options.projector = {.hidden = 16, .bottleneck = 8, .outputs = 12};
  penumbra::model::Network network(options);
  penumbra::model::initialise(network, seed);
  return network;
}
