#pragma once

#include <vector>

#include "bench/crf_input.h"
#include "crf/dense_crf.h"

namespace penumbra::bench {

/// The dense CRF written straight from the papers, on one thread: keys of 16-bit coordinates in a
/// hash map, one step after the other over whole arrays, the standard library's exp. What it gives
/// is what `crf::dense_crf` has to give.
std::vector<float> plain_crf(const CrfInput& input, const crf::CrfOptions& options);

}  // namespace penumbra::bench
