#include "method/optimisation.h"

#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_lerp.h>
#include <ATen/ops/_fused_adamw.h>

#include <cmath>
#include <map>
#include <numbers>

#include "base/error.h"

namespace penumbra::method {

double learning_rate_factor(std::int64_t step, std::int64_t warm_up_steps, std::int64_t total,
                            double start) {
  const auto t = static_cast<double>(step);
  if (step < warm_up_steps) return 1 - (1 - t / static_cast<double>(warm_up_steps)) * (1 - start);
  const auto span = static_cast<double>(total - warm_up_steps);
  if (span <= 0) return 1;
  return 0.5 * (1 + std::cos(std::numbers::pi * (t - static_cast<double>(warm_up_steps)) / span));
}

double teacher_momentum(std::int64_t step, std::int64_t total, double start) {
  const double phase = std::numbers::pi * static_cast<double>(step) / static_cast<double>(total);
  return 1 - 0.5 * (1 - start) * (1 + std::cos(phase));
}

std::array<ParameterGroup, 4> parameter_groups(const model::Network& network) {
  std::array<ParameterGroup, 4> groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].head = i >= 2;
    groups[i].decay = i % 2 == 1;
  }
  for (const auto& item : network->named_parameters()) {
    const auto& name = item.key();
    const bool encoder = name.starts_with("encoder.");
    const bool token =
        name.ends_with("cls_token") || name.ends_with("pos_embed") || name.ends_with("mask_token");
    const bool decay = item.value().dim() > 1 && !name.ends_with(".bias") && !(encoder && token);
    groups[(encoder ? 0U : 2U) + (decay ? 1U : 0U)].parameters.emplace_back(name, item.value());
  }
  return groups;
}

Optimiser::Optimiser(const model::Network& network, const OptimiserOptions& options)
    : options_(options), groups_(parameter_groups(network)) {
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (const auto& [name, parameter] : groups_[g].parameters) {
      moments_[g].first.push_back(torch::zeros_like(parameter));
      moments_[g].second.push_back(torch::zeros_like(parameter));
      moments_[g].steps.push_back(torch::zeros(
          {}, torch::TensorOptions().dtype(torch::kFloat32).device(parameter.device())));
    }
}

std::array<double, 4> Optimiser::rates(double rate_factor) const {
  std::array<double, 4> rates{};
  for (std::size_t g = 0; g < groups_.size(); ++g)
    rates[g] =
        options_.learning_rate * rate_factor * (groups_[g].head ? options_.head_rate_factor : 1);
  return rates;
}

void Optimiser::step(double rate_factor) {
  const torch::NoGradGuard no_grad;
  const auto rates = this->rates(rate_factor);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    std::vector<torch::Tensor> parameters, gradients, first, second, steps;
    for (std::size_t i = 0; i < groups_[g].parameters.size(); ++i) {
      auto& parameter = groups_[g].parameters[i].second;
      if (!parameter.grad().defined()) continue;
      parameters.push_back(parameter);
      gradients.push_back(parameter.grad());
      first.push_back(moments_[g].first[i]);
      second.push_back(moments_[g].second[i]);
      steps.push_back(moments_[g].steps[i]);
    }
    if (parameters.empty()) continue;
    at::_foreach_add_(steps, 1);
    at::_fused_adamw_(parameters, gradients, first, second, {}, steps, rates[g], options_.beta1,
                      options_.beta2, groups_[g].decay ? options_.weight_decay : 0.0,
                      options_.epsilon, /*amsgrad=*/false, /*maximize=*/false);
    for (auto& parameter : parameters) parameter.mutable_grad().reset();
  }
}

std::vector<std::pair<std::string, torch::Tensor>> Optimiser::state() const {
  std::vector<std::pair<std::string, torch::Tensor>> state;
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (std::size_t i = 0; i < groups_[g].parameters.size(); ++i) {
      const auto& name = groups_[g].parameters[i].first;
      state.emplace_back(name + ".first", moments_[g].first[i]);
      state.emplace_back(name + ".second", moments_[g].second[i]);
      state.emplace_back(name + ".steps", moments_[g].steps[i]);
    }
  return state;
}

void Optimiser::load(const std::vector<std::pair<std::string, torch::Tensor>>& state) {
  const std::map<std::string, torch::Tensor> by_name(state.begin(), state.end());
  const torch::NoGradGuard no_grad;
  for (auto& [name, target] : this->state()) {
    const auto found = by_name.find(name);
    if (found == by_name.end() || found->second.sizes() != target.sizes())
      throw Error("the optimiser's state lacks " + name + " or has it in another size",
                  "checkpoint", "Resume with the options that the run was started with");
    target.copy_(found->second);
  }
}

void update_teacher(model::Network teacher, model::Network student, double momentum) {
  const torch::NoGradGuard no_grad;
  at::_foreach_lerp_(teacher->parameters(), student->parameters(), 1 - momentum);
}

}  // namespace penumbra::method
