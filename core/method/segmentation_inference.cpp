#include "method/segmentation_inference.h"

#include "device/precision.h"
#include "method/resize.h"
#include "model/evaluation_mode.h"

namespace penumbra::method {

torch::Tensor multi_scale_segmentation(model::Network network, const torch::Tensor& image,
                                       std::int64_t height, std::int64_t width,
                                       const std::vector<double>& scales) {
  const torch::NoGradGuard no_gradient;
  const model::EvaluationMode evaluation(*network);
  const auto batch = image.size(0);
  torch::Tensor best;
  for (const double scale : scales) {
    const auto side = [&](std::int64_t length) {
      return static_cast<std::int64_t>(scale * static_cast<double>(length));
    };
    const auto resized = resize_bilinear(image, side(image.size(2)), side(image.size(3)));
    const auto out =
        network->encoder->forward(torch::cat({resized, resized.flip({3})}), {}, {.cls = false});
    const auto logits = resize_bilinear(device::in_float(network->decoder->forward(
                                            model::as_map(out.patches, out.rows, out.columns))),
                                        height, width);  // 2B x C x height x width
    const auto both = logits.narrow(0, 0, batch) + logits.narrow(0, batch, batch).flip({3});
    best = best.defined() ? torch::max(best, both) : both;
  }
  return best;
}

}  // namespace penumbra::method
