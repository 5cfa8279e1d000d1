#pragma once

#include <cstddef>
#include <filesystem>

namespace penumbra::model {

/// Converts a weight file between formats: reads whatever `read_state_dict` reads and writes by the
/// ending of `out` (.safetensors, .pth, .pt). Names and element types stay; what is not a tensor is
/// dropped. An `out` that exists is replaced only with `force`. Returns how many tensors there are.
/// Throws Error; `out` is then as it was.
std::size_t convert_checkpoint(const std::filesystem::path& in, const std::filesystem::path& out,
                               bool force = false);

}  // namespace penumbra::model
