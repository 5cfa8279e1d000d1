#pragma once

#include <filesystem>
#include <string>

#include "model/weights.h"

namespace penumbra::model {

/// Whether the bytes begin like a zip archive.
bool is_zip(const torch::Tensor& bytes);

/// Reads PyTorch's zip format (torch.save since 1.6): data.pkl and the storages data/KEY, stored
/// uncompressed in one folder. bytes: 1-d uint8. Throws Error naming `where`.
StateDict parse_torch_archive(const torch::Tensor& bytes, const std::string& where);

/// Writes an OrderedDict of all tensors in that format, each storage aligned to 64 bytes as
/// torch.save does; torch.load(weights_only=True) reads it. The metadata has no place there.
/// Atomic. Throws Error.
void write_torch_archive(const std::filesystem::path& file, const StateDict& state);

}  // namespace penumbra::model
