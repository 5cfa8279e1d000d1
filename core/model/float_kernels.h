#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/cache_lines.h"

// Kernels of transformer blocks in float32. Widths are multiples of `float_panel`.

namespace penumbra::model {

inline constexpr std::size_t float_panel = 32;  ///< outputs that are computed together
/// Rows that are computed together at most. Inputs of products are read up to a multiple of it:
/// buffers have that many rows.
inline constexpr std::size_t float_strip = 12;

/// A linear layer packed for the kernels: panels x inputs x float_panel.
struct FloatLinear {
  std::size_t inputs = 0, outputs = 0;
  CacheLines<float> weight, bias;
};

/// weight: outputs x inputs; bias: outputs.
FloatLinear pack_float_linear(const float* weight, const float* bias, std::size_t outputs,
                              std::size_t inputs);

/// Packs `outputs` rows of a weight (a multiple of float_panel) for a part of a FloatLinear.
void pack_panels(const float* weight, std::size_t outputs, std::size_t inputs, float* packed);
/// Likewise for the layer that multiplies by the weight itself instead of by its transpose: packs
/// `columns` columns of a weight of `outputs` x `inputs`.
void pack_turned_panels(const float* weight, std::size_t columns, std::size_t outputs,
                        std::size_t inputs, float* packed);

/// The rows of two matrices, multiplied and summed.
struct RowProducts {
  const float* a;  ///< rows x a_columns, a_stride apart; any number of columns
  std::size_t a_stride, a_columns;
  const float* b;  ///< rows x b_columns, one after the other
  std::size_t b_columns;
  std::size_t rows;
};

/// The kernels for one set of instructions. `a`: rows x inputs; results: rows x outputs.
struct FloatKernels {
  std::string_view instructions;
  /// LayerNorm of rows.
  void (*norm)(const float* x, std::size_t rows, const PackedNorm& norm, float* out);
  /// out = a W^T + b.
  void (*linear)(const float* a, std::size_t rows, const FloatLinear& layer, float* out);
  /// out = gelu(a W^T + b).
  void (*linear_gelu)(const float* a, std::size_t rows, const FloatLinear& layer, float* out);
  /// x += a W^T + b.
  void (*linear_add)(const float* a, std::size_t rows, const FloatLinear& layer, float* x);
  /// out (a_columns x b_columns) = a^T b; sums (a_columns, may be null) = those of a's columns.
  void (*sum_products)(const RowProducts& of, float* out, float* sums);
};

/// Those that this processor can run, the slowest first.
std::vector<FloatKernels> available_float_kernels();

/// The fastest of them.
const FloatKernels& float_kernels();

}  // namespace penumbra::model
