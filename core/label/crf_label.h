#pragma once

#include <torch/types.h>

#include "crf/dense_crf.h"
#include "image/image.h"
#include "label/score_planes.h"

namespace penumbra::label {

/// Kernels for pseudo-labels from CAMs (method.md section 8); those of inference are the defaults.
crf::CrfOptions pseudo_label_crf();

/// Pictures with more pixels than this go through the CRF at a smaller size.
inline constexpr std::size_t crf_pixels = 2'000'000;

/// The most likely class of each pixel after the dense CRF. planes: non-negative scores of any
/// size; they are made to sum to 1 at each pixel. device: where it is computed. Returns a map of
/// the photo's size.
image::LabelMap crf_label(const image::Image& photo, const ScorePlanes& planes,
                          const crf::CrfOptions& options, torch::Device device);

}  // namespace penumbra::label
