#include "method/cam.h"

#include "device/precision.h"
#include "method/resize.h"
#include "model/evaluation_mode.h"

namespace penumbra::method {

torch::Tensor class_activation(const torch::Tensor& map, const torch::Tensor& classifier) {
  return device::in_float(torch::relu(torch::conv2d(map, classifier)));
}

torch::Tensor normalise_cam(const torch::Tensor& cam) {
  const auto shifted = cam - cam.amin({2, 3}, /*keepdim=*/true);
  return shifted / (shifted.amax({2, 3}, /*keepdim=*/true) + 1e-5);
}

std::vector<MirroredMaps> mirrored_maps(model::Network network, const torch::Tensor& image,
                                        const CamRequest& request) {
  const torch::NoGradGuard no_grad;
  const model::EvaluationMode evaluation(*network);
  const auto side = [](double scale, std::int64_t length) {
    return static_cast<std::int64_t>(scale * static_cast<double>(length));
  };
  std::vector<MirroredMaps> maps;
  for (const double scale : request.scales) {
    const auto resized =
        resize_bilinear(image, side(scale, image.size(2)), side(scale, image.size(3)));
    const auto out = network->encoder->forward(torch::cat({resized, resized.flip({3})}), {},
                                               {.cls = false, .patches = request.top});
    MirroredMaps& at_scale = maps.emplace_back();
    if (request.top) at_scale.top = model::as_map(out.patches, out.rows, out.columns);
    if (request.aux) at_scale.aux = model::as_map(out.aux, out.rows, out.columns);
  }
  return maps;
}

torch::Tensor cam_of_maps(const std::vector<torch::Tensor>& maps, const torch::Tensor& classifier,
                          std::int64_t height, std::int64_t width) {
  const torch::NoGradGuard no_grad;
  torch::Tensor sum;
  for (const auto& map : maps) {
    // Each class map is at full size before its mirror is turned back.
    const auto full = resize_bilinear(class_activation(map, classifier), height, width);
    const auto mirrors = full.chunk(2);
    const auto strongest = torch::max(mirrors[0], mirrors[1].flip({3}));
    sum = sum.defined() ? sum + strongest : strongest;
  }
  return normalise_cam(sum);
}

torch::Tensor cam_of_image(const std::vector<torch::Tensor>& maps, std::int64_t index,
                           const torch::Tensor& classifier, const torch::Tensor& classes,
                           std::int64_t height, std::int64_t width) {
  std::vector<torch::Tensor> of_image;  // 2 x D x h x w: the image and its mirror
  for (const auto& map : maps)
    of_image.push_back(torch::stack({map[index], map[index + map.size(0) / 2]}));
  return cam_of_maps(of_image, classifier.index_select(0, classes.to(classifier.device())), height,
                     width);
}

namespace {

/// Cams of what `cam_of(maps, classifier)` makes of the maps of each kind.
template <typename CamOf>
Cams cams_of(model::Network network, const torch::Tensor& image, const CamRequest& request,
             const CamOf& cam_of) {
  std::vector<torch::Tensor> top, aux;
  for (const auto& maps : mirrored_maps(network, image, request)) {
    top.push_back(maps.top);
    aux.push_back(maps.aux);
  }
  Cams cams;
  if (request.top) cams.top = cam_of(top, network->top_classifier->weight);
  if (request.aux) cams.aux = cam_of(aux, network->aux_classifier->weight);
  return cams;
}

}  // namespace

Cams multi_scale_cam(model::Network network, const torch::Tensor& image,
                     const CamRequest& request) {
  return cams_of(network, image, request, [&](const auto& maps, const torch::Tensor& classifier) {
    return cam_of_maps(maps, classifier, image.size(2), image.size(3));
  });
}

Cams valid_multi_scale_cam(model::Network network, const torch::Tensor& image,
                           const torch::Tensor& class_labels, const CamRequest& request) {
  const torch::NoGradGuard no_grad;
  const auto batch = image.size(0), height = image.size(2), width = image.size(3);
  const auto labels = class_labels.cpu();  // a GPU is waited for once, not for each image
  return cams_of(network, image, request, [&](const auto& maps, const torch::Tensor& classifier) {
    auto cam = torch::zeros({batch, labels.size(1), height, width}, maps[0].options());
    for (std::int64_t b = 0; b < batch; ++b) {
      const auto classes = labels[b].nonzero().flatten();
      if (classes.numel() == 0) continue;
      cam[b].index_copy_(
          0, classes.to(cam.device()),
          cam_of_image(maps, b, classifier, classes, height, width)[0].to(cam.dtype()));
    }
    return cam;
  });
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
