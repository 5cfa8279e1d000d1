#include "label/predictor.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "device/precision.h"
#include "label/allowed_classes.h"
#include "label/photo.h"
#include "method/segmentation_inference.h"
#include "model/evaluation_mode.h"

namespace penumbra::label {
namespace {

/// The photo's size, smaller where its longer side is above the limit.
image::Size native(image::Size size) {
  const int longer = std::max(size.width, size.height);
  if (longer <= longest_native_side) return size;
  const double scale = static_cast<double>(longest_native_side) / longer;
  const auto side = [&](int length) {
    return std::max(1, static_cast<int>(std::lround(length * scale)));
  };
  return {side(size.width), side(size.height)};
}

torch::Tensor on_cpu(const torch::Tensor& x) { return x.to(torch::kCPU, torch::kFloat); }

}  // namespace

Predictor::Predictor(model::Network network, train::TrainOptions options, device::Compute compute)
    : network_(std::move(network)), options_(std::move(options)), compute_(std::move(compute)) {
  network_->to(compute_.device);
  const device::Autocast autocast(compute_);
  passes_.emplace(network_->encoder, compute_.bf16_allowed);
}

torch::Tensor Predictor::input(const image::Image& photo) const {
  return encoder_input(photo, {options_.image_size, options_.image_size});
}

method::Cams Predictor::cams(const torch::Tensor& input, const method::CamRequest& request) const {
  const device::Autocast autocast(compute_);
  auto cams = method::multi_scale_cam(network_, input.to(compute_.device), request);
  if (cams.top.defined()) cams.top = on_cpu(cams.top);
  if (cams.aux.defined()) cams.aux = on_cpu(cams.aux);
  return cams;
}

torch::Tensor Predictor::tag_logits(const torch::Tensor& input) const {
  const torch::NoGradGuard no_gradient;
  model::Network network = network_;
  const model::EvaluationMode evaluation(*network);
  const device::Autocast autocast(compute_);
  const auto out = network->encoder->forward(input.to(compute_.device), {}, {.cls = false});
  return on_cpu(model::pooled_logits(model::as_map(out.patches, out.rows, out.columns),
                                     network->top_classifier)
                    .squeeze(0));
}

int Predictor::input_side(int side) const {
  if (side > 0) return side;
  if (options_.label_size == "native") return 0;
  if (options_.label_size == "training") return options_.image_size;
  return std::stoi(options_.label_size);
}

int Predictor::decoded_side(int side) const {
  const int input = input_side(side);
  return input > 0 ? input : longest_native_side;
}

ScorePlanes Predictor::segmentation(const image::Image& photo, image::Size size, int side,
                                    const torch::Tensor& allowed) const {
  const torch::NoGradGuard no_gradient;
  const auto output = native(size);
  const int square = input_side(side);
  const int patch = network_->options().encoder.patch;
  const image::Size input =
      square > 0 ? image::Size{square, square}
                 : image::Size{std::max(output.width, patch), std::max(output.height, patch)};
  const device::Autocast autocast(compute_);
  const auto logits = method::multi_scale_segmentation(
      network_, encoder_input(photo, input).to(compute_.device), output.height, output.width);
  const auto classes = with_background(allowed).nonzero().squeeze(1).to(logits.device());
  return to_planes(torch::softmax(logits.index_select(1, classes).to(torch::kFloat), 1),
                   class_ids(allowed));
}

}  // namespace penumbra::label
