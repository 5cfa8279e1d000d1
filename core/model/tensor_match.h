#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/weights.h"

namespace penumbra::model {

/// What stands between a file's tensors and the parameters that they are to fill.
struct TensorMatch {
  std::size_t wanted = 0;
  std::vector<std::pair<torch::Tensor, torch::Tensor>> pairs;  ///< parameter, tensor of its size
  std::vector<std::string> missing;
  std::vector<std::string> left_over;
  std::vector<std::string> differing;  ///< "name (1 x 2 in the file, 3 x 4 here)"
  std::vector<std::string> not_finite;

  /// "3 of 150 tensors are missing (a, b, c); ...": the first few names and the counts.
  std::string summary() const;
};

/// Adds `tensor` (null: the file has none) for the parameter `name`.
void match(TensorMatch& matched, const std::string& name, const torch::Tensor& parameter,
           const torch::Tensor* tensor);

/// Copies every tensor into its parameter, converting the element type.
void fill(const TensorMatch& matched);

/// What comes before `name` in each tensor whose name ends in it, in the file's order. `name` has
/// to begin the tensor's name or follow a '.'.
std::vector<std::string> prefixes_of(const StateDict& state, std::string_view name);

/// The first of `prefixes` that contains the first of `preferred` found in any; else the first.
std::string prefer(const std::vector<std::string>& prefixes,
                   const std::vector<std::string_view>& preferred);

}  // namespace penumbra::model
