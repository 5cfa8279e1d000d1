#pragma once

#include <torch/types.h>

namespace penumbra::label {

/// Features in 8 bits with a scale a channel: D x (8 + h * w) of bytes, a channel's least value and
/// step as float32, then its values in row order. features: D x h x w, finite.
torch::Tensor to_bytes(const torch::Tensor& features);
/// The way back, to half precision, D x rows x columns.
torch::Tensor from_bytes(const torch::Tensor& bytes, std::int64_t rows, std::int64_t columns);
/// What an image's features take.
std::uint64_t byte_size(std::int64_t channels, std::int64_t patches);

}  // namespace penumbra::label
