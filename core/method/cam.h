#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "model/network.h"

namespace penumbra::method {

struct CamRequest {
  std::vector<double> scales = {1.0, 0.5, 1.5};
  bool top = true;
  bool aux = true;
};

/// Class activation maps in [0,1], B x K x H x W. Those that were not asked for are undefined.
struct Cams {
  torch::Tensor top;
  torch::Tensor aux;
};

/// ReLU of a classifier on a feature map: one scale, not normalised. map: B x D x h x w.
/// classifier: K x D x 1 x 1.
torch::Tensor class_activation(const torch::Tensor& map, const torch::Tensor& classifier);

/// Per image and class: subtracts the spatial minimum, divides by (spatial maximum + 1e-5).
torch::Tensor normalise_cam(const torch::Tensor& cam);

/// Feature maps of images and, behind them, of their mirrors at one scale: 2B x D x h x w. Those
/// that were not asked for are undefined.
struct MirroredMaps {
  torch::Tensor top;  ///< normalised patch map
  torch::Tensor aux;
};

/// The passes of `multi_scale_cam`: maps at each scale of the request.
std::vector<MirroredMaps> mirrored_maps(model::Network network, const torch::Tensor& image,
                                        const CamRequest& request = {});

/// What `multi_scale_cam` makes of maps of one kind, one tensor a scale. classifier: K x D x 1 x 1.
/// Returns B x K x height x width.
torch::Tensor cam_of_maps(const std::vector<torch::Tensor>& maps, const torch::Tensor& classifier,
                          std::int64_t height, std::int64_t width);

/// The same of some classes of one image. maps: of the whole batch; index: of the image; classes:
/// rows of the classifier, n. Returns 1 x n x height x width.
torch::Tensor cam_of_image(const std::vector<torch::Tensor>& maps, std::int64_t index,
                           const torch::Tensor& classifier, const torch::Tensor& classes,
                           std::int64_t height, std::int64_t width);

/// CAMs over several scales and their mirrors (method.md section 3; ToCo, CVPR 2023): maximum over
/// the mirror, sum over scales, normalised. image: B x 3 x H x W, normalised. Runs in evaluation
/// mode without gradients and leaves the network's mode as it was. Passes end at the auxiliary
/// block where only `aux` is asked for.
Cams multi_scale_cam(model::Network network, const torch::Tensor& image,
                     const CamRequest& request = {});

/// cam times the 0/1 image labels: B x K x H x W, labels B x K.
torch::Tensor valid_cam(const torch::Tensor& cam, const torch::Tensor& class_labels);

/// The valid CAMs of `multi_scale_cam`; maps of classes that an image does not have are left 0
/// without being computed.
Cams valid_multi_scale_cam(model::Network network, const torch::Tensor& image,
                           const torch::Tensor& class_labels, const CamRequest& request = {});

/// Labels of a valid CAM, B x H x W int64. value <= low: 0; low < value <= high: 255; else class.
torch::Tensor three_way_label(const torch::Tensor& valid_cam, double low, double high);

/// value <= threshold: 0, else class.
torch::Tensor single_threshold_label(const torch::Tensor& valid_cam, double threshold);

}  // namespace penumbra::method
