#include "method/cam.h"

#include "method/resize.h"
#include "model/evaluation_mode.h"

namespace penumbra::method {

torch::Tensor class_activation(const torch::Tensor& map, torch::nn::Conv2d classifier) {
  return torch::relu(classifier(map));
}

torch::Tensor normalise_cam(const torch::Tensor& cam) {
  const auto shifted = cam - cam.amin({2, 3}, /*keepdim=*/true);
  return shifted / (shifted.amax({2, 3}, /*keepdim=*/true) + 1e-5);
}

Cams multi_scale_cam(model::Network network, const torch::Tensor& image,
                     const CamRequest& request) {
  const torch::NoGradGuard no_grad;
  const model::EvaluationMode evaluation(*network);
  const auto batch = image.size(0);
  const std::int64_t height = image.size(2), width = image.size(3);

  // Both mirrors ran as one batch; each class map is at full size before its mirror is turned back.
  const auto strongest_mirror = [&](const torch::Tensor& maps) {
    const auto full = resize_bilinear(maps, height, width);  // 2B x K x H x W
    return torch::max(full.narrow(0, 0, batch), full.narrow(0, batch, batch).flip({3}));
  };

  Cams sum;
  const auto add = [](torch::Tensor& total, const torch::Tensor& cam) {
    total = total.defined() ? total + cam : cam;
  };
  for (const double scale : request.scales) {
    const auto resized =
        scale == 1.0
            ? image
            : resize_bilinear(image, static_cast<std::int64_t>(scale * static_cast<double>(height)),
                              static_cast<std::int64_t>(scale * static_cast<double>(width)));
    const auto out = network->encoder->forward(torch::cat({resized, resized.flip({3})}), {},
                                               {.cls = false, .patches = request.top});
    if (request.top)
      add(sum.top,
          strongest_mirror(class_activation(model::as_map(out.patches, out.rows, out.columns),
                                            network->top_classifier)));
    if (request.aux)
      add(sum.aux, strongest_mirror(class_activation(model::as_map(out.aux, out.rows, out.columns),
                                                     network->aux_classifier)));
  }
  if (request.top) sum.top = normalise_cam(sum.top);
  if (request.aux) sum.aux = normalise_cam(sum.aux);
  return sum;
}

torch::Tensor valid_cam(const torch::Tensor& cam, const torch::Tensor& class_labels) {
  return cam * class_labels.to(cam.dtype()).unsqueeze(-1).unsqueeze(-1);
}

torch::Tensor three_way_label(const torch::Tensor& valid_cam, double low, double high) {
  auto [value, best] = valid_cam.max(1);
  auto label = best + 1;
  label.masked_fill_(value <= high, 255);
  label.masked_fill_(value <= low, 0);
  return label;
}

torch::Tensor single_threshold_label(const torch::Tensor& valid_cam, double threshold) {
  auto [value, best] = valid_cam.max(1);
  return (best + 1).masked_fill_(value <= threshold, 0);
}

}  // namespace penumbra::method
