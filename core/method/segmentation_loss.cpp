#include "method/segmentation_loss.h"

#include <torch/autograd.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "device/parallel.h"
#include "method/resize.h"
#include "method/segmentation_loss_cpu.h"

namespace penumbra::method {
namespace {

/// What of a batch's pixels is averaged: background and foreground apart, or all together.
enum class Average { BothParts, AllPixels };

/// Weights of a pixel in the loss by its label.
std::array<float, 256> label_weights(const torch::Tensor& label, std::int64_t classes,
                                     Average average) {
  const auto counts = label.flatten().bincount({}, 256);
  const auto* const count = counts.const_data_ptr<std::int64_t>();
  std::int64_t foreground = 0;
  for (std::int64_t c = 1; c < 255; ++c) foreground += count[c];
  for (std::int64_t c = classes; c < 255; ++c)
    if (count[c] > 0)
      throw Error(
          "label " + std::to_string(c) + " is not one of " + std::to_string(classes) + " classes",
          "segmentation loss");
  const auto part_of = [](float share, std::int64_t pixels) {
    return share / static_cast<float>(std::max<std::int64_t>(pixels, 1));
  };
  std::array<float, 256> weights{};
  if (average == Average::BothParts) {
    weights.fill(part_of(0.5F, foreground));
    weights[0] = part_of(0.5F, count[0]);
  } else {
    weights.fill(part_of(1, foreground + count[0]));
  }
  weights[255] = 0;
  return weights;
}

/// Computes loss and gradient in one pass: a pixel's logits are never written to memory.
class UpsampledCrossEntropy : public torch::autograd::Function<UpsampledCrossEntropy> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context,
                               const torch::Tensor& logits, const torch::Tensor& label,
                               Average average) {
    const auto small = logits.contiguous(), ids = label.contiguous();
    const auto batch = small.size(0), classes = small.size(1);
    const auto rows = small.size(2), columns = small.size(3);
    const auto height = ids.size(1), width = ids.size(2);
    const auto weights = label_weights(ids, classes, average);
    const RowStretch across(static_cast<int>(columns), static_cast<int>(width));
    const RowStretch down(static_cast<int>(rows), static_cast<int>(height));
    std::vector<ColumnSegment> between(static_cast<std::size_t>(height));
    for (const auto& segment : down.segments)
      for (int y = segment.begin; y < segment.end; ++y)
        between[static_cast<std::size_t>(y)] = segment;

    const auto line = classes * columns;  // a row of the small map
    const float* const in = small.const_data_ptr<float>();
    const auto at = [&](std::int64_t b, std::int64_t c, int row) {
      return ((b * classes + c) * rows + row) * columns;
    };
    std::vector<double> losses(static_cast<std::size_t>(batch * height));
    std::vector<float> gradients(static_cast<std::size_t>(batch * height * line));
    device::parallel_for(batch * height, 8, [&](std::int64_t begin, std::int64_t end) {
      std::vector<float> row(static_cast<std::size_t>(line)),
          weight(static_cast<std::size_t>(width));
      for (auto i = begin; i < end; ++i) {
        const auto b = i / height, y = i % height;
        const auto& rows_of_y = between[static_cast<std::size_t>(y)];
        const float share = down.share[static_cast<std::size_t>(y)];
        for (std::int64_t c = 0; c < classes; ++c) {
          const float* const above = in + at(b, c, rows_of_y.left);
          const float* const below = in + at(b, c, rows_of_y.right);
          for (std::int64_t x = 0; x < columns; ++x)
            row[static_cast<std::size_t>(c * columns + x)] =
                above[x] + share * (below[x] - above[x]);
        }
        const std::span<const std::int64_t> own(ids.const_data_ptr<std::int64_t>() + i * width,
                                                static_cast<std::size_t>(width));
        for (std::size_t x = 0; x < own.size(); ++x)
          weight[x] = weights[static_cast<std::size_t>(own[x])];
        losses[static_cast<std::size_t>(i)] =
            cross_entropy_row(row, static_cast<int>(classes), across, own, weight,
                              std::span(gradients).subspan(static_cast<std::size_t>(i * line),
                                                           static_cast<std::size_t>(line)));
      }
    });
    // In the order of rows, so that threads change nothing.
    double loss = 0;
    for (const double part : losses) loss += part;
    auto gradient = torch::zeros_like(small);
    float* const out = gradient.data_ptr<float>();
    device::parallel_for(batch, 1, [&](std::int64_t b, std::int64_t) {
      for (std::int64_t y = 0; y < height; ++y) {
        const auto& rows_of_y = between[static_cast<std::size_t>(y)];
        const float share = down.share[static_cast<std::size_t>(y)];
        const float* const of_row = &gradients[static_cast<std::size_t>((b * height + y) * line)];
        for (std::int64_t c = 0; c < classes; ++c) {
          float* const above = out + at(b, c, rows_of_y.left);
          float* const below = out + at(b, c, rows_of_y.right);
          for (std::int64_t x = 0; x < columns; ++x) {
            above[x] += (1 - share) * of_row[c * columns + x];
            below[x] += share * of_row[c * columns + x];
          }
        }
      }
    });
    context->save_for_backward({gradient});
    return torch::scalar_tensor(loss, logits.options());
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    return {context->get_saved_variables()[0] * gradients[0], {}, {}};
  }
};

/// Whether the fused form can compute it.
bool is_fused(const torch::Tensor& logits) {
  return logits.is_cpu() && logits.scalar_type() == torch::kFloat;
}

torch::Tensor pixel_entropy(const torch::Tensor& logits, const torch::Tensor& label) {
  const auto known = label.masked_fill(label == 255, -100);
  return torch::nll_loss2d(torch::log_softmax(logits, 1), known, {}, at::Reduction::None, -100);
}

torch::Tensor mean_where(const torch::Tensor& entropy, const torch::Tensor& part) {
  const auto weight = part.to(entropy.dtype());
  return (entropy * weight).sum() / weight.sum().clamp_min(1);
}

}  // namespace

torch::Tensor upsampled_segmentation_loss(const torch::Tensor& logits, const torch::Tensor& label) {
  if (is_fused(logits)) return UpsampledCrossEntropy::apply(logits, label, Average::BothParts);
  return segmentation_loss(resize_bilinear(logits, label.size(1), label.size(2)), label);
}

torch::Tensor upsampled_cross_entropy(const torch::Tensor& logits, const torch::Tensor& label) {
  if (is_fused(logits)) return UpsampledCrossEntropy::apply(logits, label, Average::AllPixels);
  const auto full = resize_bilinear(logits, label.size(1), label.size(2));
  return mean_where(pixel_entropy(full, label), label != 255);
}

torch::Tensor segmentation_loss(const torch::Tensor& logits, const torch::Tensor& label) {
  // One cross-entropy a pixel serves both parts, so the log-softmax is computed once.
  const auto entropy = pixel_entropy(logits, label);
  return 0.5 *
         (mean_where(entropy, label == 0) + mean_where(entropy, (label != 0) & (label != 255)));
}

}  // namespace penumbra::method
