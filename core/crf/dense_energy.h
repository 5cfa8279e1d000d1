#pragma once

#include <span>

#include "crf/bilateral_filter.h"

namespace penumbra::crf {

/// Dense CRF energy of one image (Tang et al., "On Regularized Losses for Weakly-supervised CNN
/// Segmentation", ECCV 2018): with A = gate * filter(S), returns -sum(S * A), the gradient of which
/// is -2 A with regard to S by definition (the gate counts as constant).
/// probability: S, `classes` planes of the filter's height x width; gate: one plane; filtered
/// receives A, `classes` planes. Throws Error if the sizes differ.
double dense_energy(const BilateralFilter& filter, std::span<const float> probability,
                    std::span<const float> gate, int classes, std::span<float> filtered);

}  // namespace penumbra::crf
