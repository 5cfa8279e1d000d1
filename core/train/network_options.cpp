#include "train/network_options.h"

namespace penumbra::train {

model::NetworkOptions network_options(const TrainOptions& options, int classes) {
  model::NetworkOptions network;
  network.encoder = model::encoder_preset(options.encoder);
  network.encoder.image_size = options.image_size;
  network.encoder.drop_path = options.drop_path;
  network.classes = classes;
  network.decoder_width = options.decoder_width;
  network.projector = {options.projector_hidden, options.projector_bottleneck,
                       options.projector_outputs};
  return network;
}

}  // namespace penumbra::train
