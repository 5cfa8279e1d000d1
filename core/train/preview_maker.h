#pragma once

#include "dataset/dataset.h"
#include "device/device.h"
#include "model/network.h"
#include "train/options.h"
#include "train/previews.h"

namespace penumbra::train {

/// What `network` says of a photo: multi-scale CAMs of its tags (untagged: of the classes that the
/// classifier finds) and the pseudo-label refined from them, as the labeller's "refined". The
/// longer side of the maps is the training size. Draws no random number and leaves the network's
/// mode as it was. Throws Error where the photo can't be read.
Preview make_preview(model::Network network, const dataset::Item& item, const TrainOptions& options,
                     const device::Compute& compute);

}  // namespace penumbra::train
