#include "model/tensor_match.h"

#include <algorithm>

namespace penumbra::model {
namespace {

constexpr std::size_t names_shown = 4;

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), names_shown); ++i)
    text += (i ? ", " : "") + names[i];
  return names.size() > names_shown ? text + ", ..." : text;
}

std::string sizes(const torch::Tensor& tensor) {
  std::string text;
  for (const auto size : tensor.sizes()) text += (text.empty() ? "" : " x ") + std::to_string(size);
  return text.empty() ? "a single number" : text;
}

}  // namespace

std::string TensorMatch::summary() const {
  std::string text;
  const auto add = [&](const std::vector<std::string>& names, const std::string& what) {
    if (names.empty()) return;
    text +=
        (text.empty() ? "" : "; ") + std::to_string(names.size()) + what + " (" + list(names) + ")";
  };
  add(missing, " of " + std::to_string(wanted) + " tensors are missing");
  add(left_over, " are left over");
  add(differing, " have another size");
  add(not_finite, " hold values that are no numbers");
  return text;
}

void match(TensorMatch& matched, const std::string& name, const torch::Tensor& parameter,
           const torch::Tensor* tensor) {
  ++matched.wanted;
  if (!tensor) {
    matched.missing.push_back(name);
  } else if (!tensor->is_floating_point()) {
    matched.differing.push_back(name + " (" + c10::toString(tensor->scalar_type()) +
                                " in the file, Float here)");
  } else if (tensor->sizes() != parameter.sizes()) {
    matched.differing.push_back(name + " (" + sizes(*tensor) + " in the file, " + sizes(parameter) +
                                " here)");
  } else if (!tensor->isfinite().all().item<bool>()) {
    matched.not_finite.push_back(name);
  } else {
    matched.pairs.emplace_back(parameter, *tensor);
  }
}

void fill(const TensorMatch& matched) {
  const torch::NoGradGuard no_grad;
  for (auto [parameter, tensor] : matched.pairs) parameter.copy_(tensor);
}

std::vector<std::string> prefixes_of(const StateDict& state, std::string_view name) {
  std::vector<std::string> prefixes;
  for (const auto& [full, tensor] : state.tensors) {
    if (!std::string_view(full).ends_with(name)) continue;
    const auto prefix = full.substr(0, full.size() - name.size());
    if (prefix.empty() || prefix.back() == '.') prefixes.push_back(prefix);
  }
  return prefixes;
}

std::string prefer(const std::vector<std::string>& prefixes,
                   const std::vector<std::string_view>& preferred) {
  for (const auto part : preferred)
    for (const auto& prefix : prefixes)
      if (part.empty() ? prefix.empty() : prefix.find(part) != std::string::npos) return prefix;
  return prefixes.empty() ? std::string() : prefixes.front();
}

}  // namespace penumbra::model
