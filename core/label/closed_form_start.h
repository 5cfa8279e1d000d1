#pragma once

#include <torch/types.h>

#include <filesystem>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "device/device.h"
#include "model/network.h"

namespace penumbra::label {

/// Pooled features of the tagged images that could be read (method.md section 11).
struct PooledFeatures {
  std::vector<std::size_t> items;  ///< indices into the data set, one a row
  torch::Tensor top;               ///< n x D: maximum of the normalised patch map
  torch::Tensor aux;               ///< n x D: maximum of the auxiliary map
  std::vector<dataset::Broken> broken;
};

/// One pass over the tagged images at size x size px, evaluation mode. Throws Error where none can
/// be read, Cancelled.
PooledFeatures pooled_features(model::Network network, const dataset::Dataset& dataset, int size,
                               const device::Compute& compute, JobControl& control,
                               ProgressSink& progress);

/// Solves both classifiers of `network` from the tagged images; classes that all or none of them
/// have keep their rows. cache: a safetensors file that keeps the features; it is used where it
/// holds the same images at the same size, and written otherwise; empty: none. It does not know the
/// encoder's weights: keep it with the run that they belong to. Reports images that can't be read.
void closed_form_start(model::Network network, const dataset::Dataset& dataset, int size,
                       const std::filesystem::path& cache, const device::Compute& compute,
                       JobControl& control, ProgressSink& progress);

}  // namespace penumbra::label
