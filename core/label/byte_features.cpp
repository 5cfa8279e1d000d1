#include "label/byte_features.h"

namespace penumbra::label {
namespace {
constexpr std::int64_t scale_bytes = 2 * sizeof(float);
constexpr double most = 255;
}  // namespace

torch::Tensor to_bytes(const torch::Tensor& features) {
  const auto values = features.flatten(1).to(torch::kFloat);  // D x N
  const auto [low, high] = values.aminmax(1, true);
  const auto step = ((high - low) / most).clamp_min(1e-30);
  const auto codes = ((values - low) / step).round().to(torch::kUInt8);
  return torch::cat({torch::cat({low, step}, 1).contiguous().view(torch::kUInt8), codes}, 1);
}

torch::Tensor from_bytes(const torch::Tensor& bytes, std::int64_t rows, std::int64_t columns) {
  const auto scale = bytes.narrow(1, 0, scale_bytes).contiguous().view(torch::kFloat);  // D x 2
  const auto codes = bytes.narrow(1, scale_bytes, rows * columns).to(torch::kFloat);
  return torch::addcmul(scale.narrow(1, 0, 1), codes, scale.narrow(1, 1, 1))
      .to(torch::kHalf)
      .view({bytes.size(0), rows, columns});
}

std::uint64_t byte_size(std::int64_t channels, std::int64_t patches) {
  return static_cast<std::uint64_t>(channels * (scale_bytes + patches));
}

}  // namespace penumbra::label
