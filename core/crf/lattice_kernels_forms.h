#pragma once

#include "crf/lattice_kernels.h"

namespace penumbra::crf {

const LatticeKernels& portable_kernels();
#if defined(__x86_64__)
const LatticeKernels& avx2_kernels();
const LatticeKernels& avx512_kernels();
#endif

}  // namespace penumbra::crf
