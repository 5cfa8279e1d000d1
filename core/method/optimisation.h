#pragma once

#include <torch/types.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/network.h"

namespace penumbra::method {

/// Factor of the learning rate at a step (section 7): 1 - (1 - t / warm_up)(1 - start) during the
/// warm-up, then a cosine that would reach 0 at `total`.
double learning_rate_factor(std::int64_t step, std::int64_t warm_up_steps, std::int64_t total,
                            double start = 0.1);

/// From `start` at step 0 towards 1 by a cosine over the run.
double teacher_momentum(std::int64_t step, std::int64_t total, double start);

struct OptimiserOptions {
  double learning_rate = 6e-5;  ///< of the encoder
  double head_rate_factor = 10;
  double weight_decay = 0.05;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

/// Parameters that share rate and decay, with their names.
struct ParameterGroup {
  std::vector<std::pair<std::string, torch::Tensor>> parameters;
  bool head = false;
  bool decay = false;
};

/// Encoder without and with decay, heads without and with decay (section 7).
std::array<ParameterGroup, 4> parameter_groups(const model::Network& network);

/// AdamW (ICLR 2019) over the four groups. Parameters without a gradient are left as they are.
class Optimiser {
 public:
  Optimiser(const model::Network& network, const OptimiserOptions& options);

  /// One update with all rates times `rate_factor`; gradients are then dropped.
  void step(double rate_factor);
  /// Rate of each group at that factor.
  std::array<double, 4> rates(double rate_factor) const;
  const std::array<ParameterGroup, 4>& groups() const { return groups_; }

  /// Moments and step counts by parameter name: "NAME.first", "NAME.second", "NAME.steps".
  std::vector<std::pair<std::string, torch::Tensor>> state() const;
  /// Throws Error if a moment is missing or has another size.
  void load(const std::vector<std::pair<std::string, torch::Tensor>>& state);

 private:
  struct Moments {
    std::vector<torch::Tensor> first, second, steps;
  };
  OptimiserOptions options_;
  std::array<ParameterGroup, 4> groups_;
  std::array<Moments, 4> moments_;
};

/// teacher <- momentum * teacher + (1 - momentum) * student, all parameters.
void update_teacher(model::Network teacher, model::Network student, double momentum);

}  // namespace penumbra::method
