#include "train/step_input.h"

#include <algorithm>
#include <vector>

namespace penumbra::train {
namespace {

torch::Tensor tensor_of(std::vector<float>& values, torch::IntArrayRef shape,
                        torch::Device device) {
  return torch::from_blob(values.data(), shape, torch::kFloat32).to(device);
}

torch::Tensor tensor_of(std::vector<std::uint8_t>& values, torch::IntArrayRef shape,
                        torch::Device device) {
  return torch::from_blob(values.data(), shape, torch::kUInt8).to(device);
}

}  // namespace

StepInput step_input(Batch& batch, int classes, torch::Device device) {
  StepInput input;
  const std::int64_t images = batch.images, size = batch.size, local = batch.local_size;
  input.view1 = tensor_of(batch.view1, {images, 3, size, size}, device);
  if (!batch.view2.empty()) input.view2 = tensor_of(batch.view2, {images, 3, size, size}, device);
  std::vector<torch::Tensor> local_views;
  for (auto& view : batch.local_views)
    local_views.push_back(tensor_of(view, {images, 3, local, local}, device));
  if (!local_views.empty()) input.local_views = torch::cat(local_views);
  input.class_labels = tensor_of(batch.tags, {images, classes}, device);
  if (!batch.labels.empty())
    input.instant_label = tensor_of(batch.labels, {images, size, size}, device).to(torch::kInt64);
  if (!batch.uncertain.empty())
    input.instant_uncertain =
        tensor_of(batch.uncertain, {images, size, size}, device).to(torch::kBool);
  const bool said = std::ranges::any_of(
      batch.evidence, [](const auto label) { return label != image::ignore_label; });
  if (said)
    input.evidence = tensor_of(batch.evidence, {images, size, size}, device).to(torch::kInt64);
  return input;
}

}  // namespace penumbra::train
