#pragma once

#include <filesystem>
#include <string>

#include "model/weights.h"

namespace penumbra::model {

/// Whether the bytes begin like a safetensors file: an 8-byte header length, then '{'.
bool is_safetensors(const torch::Tensor& bytes);

/// Reads the safetensors format: header length (8 bytes), JSON header, tensor data. As the format
/// asks, the tensors have to fill the data without overlaps or holes; element types are kept.
/// bytes: 1-d uint8, which the tensors share. Throws Error naming `where`.
StateDict parse_safetensors(const torch::Tensor& bytes, const std::string& where);

/// Writes all tensors in their own element type, with the metadata. Atomic. Throws Error.
void write_safetensors(const std::filesystem::path& file, const StateDict& state);

}  // namespace penumbra::model
