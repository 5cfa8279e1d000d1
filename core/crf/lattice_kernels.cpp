#include "crf/lattice_kernels.h"

#include "crf/lattice_kernels_forms.h"

namespace penumbra::crf {

const LatticeKernels& lattice_kernels(InstructionSet set, int blocks) {
#if defined(__x86_64__)
  // 16-wide vectors in rows of an odd number of blocks lie across two cache lines: those rows take
  // 1.2 to 1.3 times as long as with 8-wide ones.
  if (set == InstructionSet::Avx512 && blocks % 2 == 0) return avx512_kernels();
  if (set != InstructionSet::Portable) return avx2_kernels();
#endif
  static_cast<void>(set);
  static_cast<void>(blocks);
  return portable_kernels();
}

}  // namespace penumbra::crf
