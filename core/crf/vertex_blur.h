#pragma once

#include "crf/lattice_kernels.h"
#include "crf/permutohedral_lattice.h"
#include "crf/rows.h"

namespace penumbra::crf {

/// Blurs vertex rows along every direction in turn, between `vertices` (which holds the values) and
/// `spare` (whose row 0 is zero), and returns where the result ended up. The result does not depend
/// on `threads`.
float* blur(const PermutohedralLattice& lattice, const LatticeKernels& kernels, RowBuffer& vertices,
            RowBuffer& spare, int blocks, int threads = 1);

}  // namespace penumbra::crf
