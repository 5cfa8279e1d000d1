#pragma once

#include <cstddef>

#include "model/bf16_kernels.h"

// Products of bf16_kernels.h for processors with AMX, on which they are several times as fast.
// Inputs of products are read up to a multiple of `amx_rows` rows. Where `amx_runs()` is false,
// none may be called.

namespace penumbra::model {

inline constexpr std::size_t amx_rows = 32;

/// Whether the processor has AMX-BF16 and the system lets this process use it.
bool amx_runs();

void amx_linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out);
void amx_linear_gelu(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out);
void amx_linear_add(const Bf16* a, std::size_t rows, const Bf16Linear& layer, float* x);
void amx_attention(const Bf16Head& head, Bf16* out, std::size_t out_stride, float* log_sums);
void amx_attention_backward(const Bf16Head& head, const Bf16HeadGradient& gradient);

}  // namespace penumbra::model
