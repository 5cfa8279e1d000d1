#include "crf/lattice_kernels.h"

#include "crf/lattice_kernels_forms.h"

namespace penumbra::crf {

const LatticeKernels& lattice_kernels(InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::Avx512) return avx512_kernels();
  if (set == InstructionSet::Avx2) return avx2_kernels();
#endif
  static_cast<void>(set);
  return portable_kernels();
}

}  // namespace penumbra::crf
