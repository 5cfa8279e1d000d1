#pragma once

#include <string_view>
#include <vector>

namespace penumbra::crf {

/// The forms in which the kernels exist. All give the same results up to rounding.
enum class InstructionSet { Portable, Avx2, Avx512 };

/// The fastest form that this processor can run.
InstructionSet best_instruction_set();

/// Every form that this processor can run, slowest first.
std::vector<InstructionSet> available_instruction_sets();

std::string_view name(InstructionSet set);

}  // namespace penumbra::crf
