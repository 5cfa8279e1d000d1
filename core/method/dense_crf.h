#pragma once

#include <torch/types.h>

#include <span>
#include <vector>

#include "crf/dense_crf.h"

namespace penumbra::method {

/// crf::dense_crf; where `device` is a GPU, there, on lattices of device::LatticeCuda, or on the
/// CPU where its memory does not suffice. Throws Error as that.
std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const crf::CrfOptions& options, torch::Device device);

}  // namespace penumbra::method
