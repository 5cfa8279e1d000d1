#pragma once

#include "crf/lattice_kernels.h"
#include "crf/permutohedral_lattice.h"

namespace penumbra::crf {

/// Blurs vertex rows along every direction in turn, between `vertices` (which holds the values) and
/// `spare`, row 0 of both being zero, and returns where the result ended up. The result does not
/// depend on `threads`.
float* blur(const PermutohedralLattice& lattice, const LatticeKernels& kernels, float* vertices,
            float* spare, int blocks, int threads = 1);

}  // namespace penumbra::crf
