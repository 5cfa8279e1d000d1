#include "label/allowed_classes.h"

namespace penumbra::label {

torch::Tensor tag_vector(const dataset::Item& item, int classes) {
  auto tags = torch::zeros({classes});
  for (const int tag : item.tags) tags[tag - 1] = 1;
  return tags;
}

torch::Tensor known_classes(const dataset::Item& item, int classes) {
  return item.tagged ? tag_vector(item, classes) : torch::ones({classes});
}

torch::Tensor with_background(const torch::Tensor& allowed) {
  return torch::cat({torch::ones({1}), allowed.cpu()}).to(torch::kBool);
}

std::vector<std::uint8_t> class_ids(const torch::Tensor& allowed) {
  std::vector<std::uint8_t> ids{0};
  const auto on_cpu = allowed.cpu().to(torch::kFloat).contiguous();
  for (std::int64_t k = 0; k < on_cpu.size(0); ++k) {
    if (on_cpu.const_data_ptr<float>()[k] != 0) ids.push_back(static_cast<std::uint8_t>(k + 1));
  }
  return ids;
}

ScorePlanes to_planes(const torch::Tensor& scores, std::vector<std::uint8_t> classes) {
  const auto plain = scores.to(torch::kCPU, torch::kFloat).contiguous();
  const auto* const begin = plain.const_data_ptr<float>();
  return {{static_cast<int>(plain.size(-1)), static_cast<int>(plain.size(-2))},
          std::move(classes),
          {begin, begin + plain.numel()}};
}

image::LabelMap to_label_map(const torch::Tensor& labels) {
  const auto bytes = labels.to(torch::kCPU, torch::kUInt8).contiguous();
  const auto* const begin = bytes.const_data_ptr<std::uint8_t>();
  return {{static_cast<int>(bytes.size(-1)), static_cast<int>(bytes.size(-2))},
          {begin, begin + bytes.numel()}};
}

torch::Tensor to_tensor(const image::LabelMap& map) {
  return torch::from_blob(const_cast<std::uint8_t*>(map.labels.data()),
                          {map.size.height, map.size.width}, torch::kUInt8);
}

}  // namespace penumbra::label
