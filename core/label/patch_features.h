#pragma once

#include <torch/types.h>

#include <functional>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "device/device.h"
#include "model/network.h"

namespace penumbra::label {

struct PatchFeatureOptions {
  int training_size = 224;   ///< px, of CAMs
  int feature_size = 0;      ///< px; 0: twice the training size
  bool start_labels = true;  ///< false: features alone, which takes a quarter of the time
};

/// What the pixel classifier reads of one image (method.md section 12).
struct PatchFeatures {
  std::size_t item = 0;        ///< index into the data set
  torch::Tensor features;      ///< D x h x w, half precision, on the CPU
  torch::Tensor start_labels;  ///< h x w; undefined where the image takes no part in fitting
};

/// Images without tags take no part in fitting.
bool takes_part(const dataset::Item& item);

/// Passes over `items` of `dataset` in their order, and gives each to `take`; CAMs come from the
/// classifiers that `network` has. Images that can't be read are reported and left out; returns how
/// many. Throws Cancelled, and what `take` throws.
std::size_t read_patch_features(model::Network network, const dataset::Dataset& dataset,
                                std::vector<std::size_t> items, const PatchFeatureOptions& options,
                                const device::Compute& compute,
                                const std::function<void(PatchFeatures)>& take, JobControl& control,
                                ProgressSink& progress);

}  // namespace penumbra::label
