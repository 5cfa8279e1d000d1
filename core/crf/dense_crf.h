#pragma once

#include <span>
#include <vector>

#include "image/image.h"

namespace penumbra::crf {

/// Kernels of the fully connected CRF (Kraehenbuehl and Koltun, NIPS 2011). Defaults: inference of
/// the method (section 8 of the paper's supplement).
struct CrfOptions {
  float gaussian_sxy = 1;
  float gaussian_weight = 1;
  float bilateral_sxy = 121;
  float bilateral_srgb = 5;
  float bilateral_weight = 4;
  int iterations = 10;
  int threads = 1;
};

/// Mean field of the dense CRF: Potts compatibility, each kernel symmetrically normalised,
/// unary = -log(probability), started from softmax(-unary).
/// probability: `classes` planes of the image's height x width, each pixel summing to 1 (values are
/// clamped away from 0). Returns the marginals in the same layout. Throws Error if sizes differ.
std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const CrfOptions& options = {});

}  // namespace penumbra::crf
