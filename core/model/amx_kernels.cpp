#include "model/amx_kernels.h"

#include "base/error.h"

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

#include "model/bf16_attention_kernel.h"

#if defined(__clang__)
#pragma clang attribute push(                                                                 \
    __attribute__((                                                                           \
        target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma,amx-tile,amx-bf16"))), \
    apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma,amx-tile,amx-bf16")
#endif

namespace penumbra::model {
namespace {

constexpr std::size_t tile_side = 16;               // rows of a tile, and floats in one
constexpr std::size_t tile_inputs = 2 * tile_side;  // bf16 in a row of a tile
static_assert(amx_rows == 2 * tile_side && bf16_panel == 2 * tile_side);

/// This thread's tiles are of 16 rows of 64 bytes while it lives; others may set them otherwise
/// between.
class Tiles {
 public:
  Tiles() {
    struct alignas(64) {
      std::uint8_t palette = 1, start_row = 0, reserved[14] = {};
      std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
      std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
    } shape;
    _tile_loadconfig(&shape);
  }
  ~Tiles() { _tile_release(); }
  Tiles(const Tiles&) = delete;
  Tiles& operator=(const Tiles&) = delete;
};

/// out (32 x 32 floats, out_stride apart) = a packed. a: 32 x inputs, stride apart; packed: a
/// panel, inputs / 2 x bf16_panel x 2.
PENUMBRA_INLINE void multiply(const Bf16* a, std::size_t stride, const Bf16* packed,
                              std::size_t inputs, float* out, std::size_t out_stride) {
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (std::size_t i = 0; i < inputs; i += tile_inputs) {
    _tile_loadd(4, a + i, stride * sizeof(Bf16));
    _tile_loadd(5, a + tile_side * stride + i, stride * sizeof(Bf16));
    _tile_loadd(6, packed + i * bf16_panel, 2 * bf16_panel * sizeof(Bf16));
    _tile_loadd(7, packed + i * bf16_panel + tile_inputs, 2 * bf16_panel * sizeof(Bf16));
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
  }
  _tile_stored(0, out, out_stride * sizeof(float));
  _tile_stored(1, out + tile_side, out_stride * sizeof(float));
  _tile_stored(2, out + tile_side * out_stride, out_stride * sizeof(float));
  _tile_stored(3, out + tile_side * out_stride + tile_side, out_stride * sizeof(float));
}

/// finish(row, output, vector) takes each sixteen outputs of each row.
template <typename Finish>
PENUMBRA_INLINE void linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer,
                            const Finish& finish) {
  const Tiles tiles;
  alignas(64) float block[amx_rows * bf16_panel];
  for (std::size_t first = 0; first < layer.outputs; first += bf16_panel) {
    const Bf16* const packed = layer.weight.data() + first * layer.inputs;
    const Vector low = _mm512_loadu_ps(layer.bias.data() + first);
    const Vector high = _mm512_loadu_ps(layer.bias.data() + first + lanes);
    for (std::size_t row = 0; row < rows; row += amx_rows) {
      multiply(a + row * layer.inputs, layer.inputs, packed, layer.inputs, block, bf16_panel);
      const std::size_t count = std::min(amx_rows, rows - row);
      for (std::size_t r = 0; r < count; ++r) {
        const float* const sums = block + r * bf16_panel;
        finish(row + r, first, _mm512_add_ps(_mm512_load_ps(sums), low));
        finish(row + r, first + lanes, _mm512_add_ps(_mm512_load_ps(sums + lanes), high));
      }
    }
  }
}

struct AmxProduct {
  static constexpr std::size_t strip = amx_rows;
  static void multiply(const Bf16* a, std::size_t stride, const Bf16* packed, std::size_t inputs,
                       float* out, std::size_t out_stride) {
    model::multiply(a, stride, packed, inputs, out, out_stride);
  }
};

void attend_amx(const Bf16Head& head, AttentionScratch<AmxProduct>& scratch, Bf16* out,
                std::size_t out_stride, float* log_sums) {
  const Tiles tiles;
  attend<AmxProduct>(head, scratch, out, out_stride, log_sums);
}

void attend_backward_amx(const Bf16Head& head, const Bf16HeadGradient& gradient,
                         AttentionBackwardScratch<AmxProduct>& scratch) {
  const Tiles tiles;
  attend_backward<AmxProduct>(head, gradient, scratch);
}

}  // namespace

void amx_linear(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out) {
  linear(a, rows, layer, StoreBf16{out, layer.outputs});
}

void amx_linear_gelu(const Bf16* a, std::size_t rows, const Bf16Linear& layer, Bf16* out) {
  linear(a, rows, layer, StoreGelu{out, layer.outputs});
}

void amx_linear_add(const Bf16* a, std::size_t rows, const Bf16Linear& layer, float* x) {
  linear(a, rows, layer, AddFloats{x, layer.outputs});
}

}  // namespace penumbra::model

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

namespace penumbra::model {

bool amx_runs() {
  static const bool runs = [] {
    constexpr unsigned amx_bf16 = 1U << 22, amx_tile = 1U << 24;  // CPUID 7, EDX
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (!bf16_kernels_run() || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    if ((d & amx_bf16) == 0 || (d & amx_tile) == 0) return false;
    // The kernel keeps room for a thread's tiles only where a process asks for it.
    constexpr long request_permission = 0x1023, tile_data = 18;  // ARCH_REQ_XCOMP_PERM
    return syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
  }();
  return runs;
}

void amx_attention(const Bf16Head& head, Bf16* out, std::size_t out_stride, float* log_sums) {
  AttentionScratch<AmxProduct> scratch(whole_panels(head.tokens), head.width);
  attend_amx(head, scratch, out, out_stride, log_sums);
}

void amx_attention_backward(const Bf16Head& head, const Bf16HeadGradient& gradient) {
  AttentionBackwardScratch<AmxProduct> scratch(whole_panels(head.tokens), head.width);
  attend_backward_amx(head, gradient, scratch);
}

}  // namespace penumbra::model

#else

namespace penumbra::model {

bool amx_runs() { return false; }

namespace {
[[noreturn]] void refuse() { throw Error("this processor has no AMX", "bf16"); }
}  // namespace

void amx_linear(const Bf16*, std::size_t, const Bf16Linear&, Bf16*) { refuse(); }
void amx_linear_gelu(const Bf16*, std::size_t, const Bf16Linear&, Bf16*) { refuse(); }
void amx_linear_add(const Bf16*, std::size_t, const Bf16Linear&, float*) { refuse(); }
void amx_attention(const Bf16Head&, Bf16*, std::size_t, float*) { refuse(); }
void amx_attention_backward(const Bf16Head&, const Bf16HeadGradient&) { refuse(); }

}  // namespace penumbra::model

#endif
