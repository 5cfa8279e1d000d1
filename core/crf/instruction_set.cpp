#include "crf/instruction_set.h"

namespace penumbra::crf {

std::vector<InstructionSet> available_instruction_sets() {
  std::vector<InstructionSet> sets{InstructionSet::Portable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    sets.push_back(InstructionSet::Avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq")) {
      sets.push_back(InstructionSet::Avx512);
    }
  }
#endif
  return sets;
}

InstructionSet best_instruction_set() { return available_instruction_sets().back(); }

std::string_view name(InstructionSet set) {
  switch (set) {
    case InstructionSet::Avx2:
      return "AVX2";
    case InstructionSet::Avx512:
      return "AVX-512";
    case InstructionSet::Portable:
      break;
  }
  return "portable";
}

}  // namespace penumbra::crf
