#pragma once

#include <torch/types.h>

#include <map>
#include <string>

#include "model/network.h"

namespace penumbra::bench {

/// The network written plainly over the parameters of a real one: unfused attention, every token
/// projected. What the fast paths are measured against and compared with. No drop path.
class PlainNetwork {
 public:
  explicit PlainNetwork(const model::Network& network);

  struct Output {
    torch::Tensor patch_map, aux_map, top_logits, aux_logits, segmentation, projected;
  };
  /// All outputs of one pass; `hidden` may be undefined.
  Output forward(const torch::Tensor& images, const torch::Tensor& hidden) const;

  struct CamMaps {
    torch::Tensor top, aux;
  };
  /// Both CAMs of one pass through the whole encoder, class attention included.
  CamMaps cams(const torch::Tensor& images) const;

 private:
  struct Tokens {
    torch::Tensor cls, patches, aux;
    std::int64_t rows, columns;
  };
  const torch::Tensor& p(const std::string& name) const { return parameters_.at(name); }
  torch::Tensor linear(const torch::Tensor& x, const std::string& name) const;
  torch::Tensor norm(const torch::Tensor& x, const std::string& name) const;
  torch::Tensor attend(const torch::Tensor& q, const torch::Tensor& k,
                       const torch::Tensor& v) const;
  torch::Tensor mlp(const torch::Tensor& x, const std::string& name) const;
  Tokens encode(const torch::Tensor& images, const torch::Tensor& hidden) const;
  torch::Tensor project(const torch::Tensor& tokens) const;

  model::NetworkOptions options_;
  std::map<std::string, torch::Tensor> parameters_;
};

}  // namespace penumbra::bench
