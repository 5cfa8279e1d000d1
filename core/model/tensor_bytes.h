#pragma once

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace penumbra::model {

/// An element type that weight files hold, under its names there.
struct ElementType {
  torch::ScalarType type;
  std::string_view safetensors;  ///< "F32"
  std::string_view storage;      ///< PyTorch's storage class: "FloatStorage"
  std::int64_t size;             ///< bytes an element
};

/// The types that are read and written: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.
std::span<const ElementType> element_types();
const ElementType* find_element_type(torch::ScalarType type);

/// A whole file as a 1-d uint8 tensor, which the tensors read from it share.
/// Throws Error where it is missing, can't be read or is not a plain file.
torch::Tensor read_bytes(const std::filesystem::path& file);
torch::Tensor copy_bytes(std::span<const std::byte> bytes);
std::span<const std::byte> span_of(const torch::Tensor& bytes);

/// `count` elements from byte `offset` on as a 1-d tensor, shared with `bytes` where the alignment
/// allows it. The range has to lie within `bytes`.
torch::Tensor elements_at(const torch::Tensor& bytes, std::int64_t offset, std::int64_t count,
                          const ElementType& type);

/// The product of `sizes`, or nothing where one is negative or the product (in elements of
/// `element_size` bytes) is out of range.
std::optional<std::int64_t> element_count(std::span<const std::int64_t> sizes,
                                          std::int64_t element_size);

/// More dimensions than any operation takes are refused.
constexpr std::size_t max_dimensions = 32;

}  // namespace penumbra::model
