#pragma once

#include <string>

#include "model/weights.h"

namespace penumbra::model {

/// Whether the bytes begin like a pickle, as PyTorch's files before 1.6 do.
bool is_torch_legacy(const torch::Tensor& bytes);

/// Reads PyTorch's legacy format: five pickles (magic number, protocol 1001, system, the object,
/// keys of the storages), then each storage as its element count (8 bytes) and its elements. bytes:
/// 1-d uint8, which the tensors share. Throws Error naming `where`.
StateDict parse_torch_legacy(const torch::Tensor& bytes, const std::string& where);

}  // namespace penumbra::model
