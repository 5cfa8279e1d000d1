#pragma once

#include <string>
#include <vector>

#include "bench/crf_input.h"
#include "crf/dense_crf.h"

namespace penumbra::bench {

/// What another implementation did with an input.
struct PeerRun {
  std::string name;
  std::vector<double> seconds;   ///< of each run, from the image and the unaries to the marginals
  std::vector<float> marginals;  ///< planes
};

/// Runs pydensecrf in a process of its own, on one thread. `python` is used if it can import
/// pydensecrf; otherwise it makes an environment in the user's cache folder and installs it there,
/// which takes a network and a C++ compiler. Throws Error where that fails.
PeerRun run_pydensecrf(const CrfInput& input, const crf::CrfOptions& options,
                       const std::string& python, int repeats);

}  // namespace penumbra::bench
