#include "method/pixel_features.h"

#include <cmath>

#include "base/error.h"
#include "model/evaluation_mode.h"

namespace penumbra::method {

torch::Tensor pixel_features(model::Network network, const torch::Tensor& image) {
  const torch::NoGradGuard no_gradient;
  const model::EvaluationMode evaluation(*network);
  const auto out = network->encoder->forward(torch::cat({image, image.flip({3})}), {},
                                             {.cls = false, .patches = false});
  const auto maps = model::as_map(out.aux, out.rows, out.columns);  // 2B x D x h x w
  const auto batch = image.size(0);
  return (maps.narrow(0, 0, batch) + maps.narrow(0, batch, batch).flip({3})) / 2;
}

ChannelStatistics::ChannelStatistics(const torch::Tensor& mean, const torch::Tensor& deviation)
    : sum_(mean.to(torch::kDouble).clone()),
      sum_of_squares_(sum_.square() + deviation.to(torch::kDouble).square()),
      count_(1) {}

void ChannelStatistics::add(const torch::Tensor& features) {
  if (features.dim() != 3 || (count_ > 0 && features.size(0) != sum_.size(0))) {
    throw Error("a feature map has another number of channels", "pixel features");
  }
  const auto patches = features.detach().to(torch::kDouble).flatten(1);  // D x N
  if (count_ == 0) {
    sum_ = torch::zeros({patches.size(0)}, patches.options());
    sum_of_squares_ = torch::zeros_like(sum_);
  }
  sum_ += patches.sum(1);
  sum_of_squares_ += patches.square().sum(1);
  count_ += patches.size(1);
}

torch::Tensor ChannelStatistics::mean() const {
  if (count_ == 0) throw Error("there are no feature maps", "pixel features");
  return sum_ / count_;
}

torch::Tensor ChannelStatistics::deviation() const {
  return (sum_of_squares_ / count_ - mean().square()).clamp_min(0).sqrt();
}

torch::Tensor standardise(const torch::Tensor& features, const ChannelStatistics& statistics) {
  const auto channels = features.size(0);
  const auto scale = 4 / std::sqrt(static_cast<double>(channels)) / (statistics.deviation() + 1e-6);
  const auto a_channel = [](const torch::Tensor& values) {
    return values.to(torch::kFloat).view({-1, 1, 1});
  };
  auto result = torch::empty({channels + 1, features.size(1), features.size(2)}, torch::kFloat);
  auto scaled = result.narrow(0, 0, channels);
  scaled.copy_(features).sub_(a_channel(statistics.mean())).mul_(a_channel(scale));
  result.select(0, channels).fill_(1);
  return result;
}

}  // namespace penumbra::method
