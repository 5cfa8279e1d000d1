#include "crf/lattice_kernels.h"

#include "crf/lattice_kernels_forms.h"

namespace penumbra::crf {

const LatticeKernels& lattice_kernels(InstructionSet set, int blocks) {
#if defined(__x86_64__)
  // 16-wide vectors are for rows of whole cache lines: across two lines they take 1.2 to 1.3 times
  // as long as 8-wide ones.
  constexpr int blocks_of_line = 64 / (block_width * sizeof(float));
  if (set == InstructionSet::Avx512 && blocks % blocks_of_line == 0) return avx512_kernels();
  if (set != InstructionSet::Portable) return avx2_kernels();
#endif
  static_cast<void>(set);
  static_cast<void>(blocks);
  return portable_kernels();
}

}  // namespace penumbra::crf
