#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// The golden numbers of a safetensors file, as a test reads them.
struct TensorFile {
  struct Tensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;  ///< converted from U8, I64, F16, F32 or F64
  };

  /// Reads those tensors whose names start with `prefix`. Throws std::runtime_error.
  explicit TensorFile(const std::filesystem::path& file, const std::string& prefix = {});

  const Tensor& operator[](const std::string& name) const;

  std::map<std::string, Tensor> tensors;
  std::map<std::string, std::string> metadata;
};
