#include <algorithm>
#include <set>

#include "base/error.h"
#include "model/tensor_match.h"
#include "model/weights.h"

namespace penumbra::model {
namespace {

constexpr std::string_view anchor = "encoder.patch_embed.proj.weight";

/// What comes before "encoder." in the names of the network that `asked` picks; "" where there is
/// no such network and none was asked for by name.
std::string network_prefix(const StateDict& state, std::string_view asked) {
  auto prefixes = prefixes_of(state, anchor);
  if (asked.empty()) return prefer(prefixes, {"student.", "", "teacher."});
  std::string all;
  for (const auto& prefix : prefixes) all += (all.empty() ? "" : ", ") + prefix;
  std::erase_if(prefixes, [&](const auto& prefix) { return !prefix.starts_with(asked); });
  if (prefixes.empty())
    throw Error("holds no network under the name " + std::string(asked), state.where,
                all.empty() ? "Use a checkpoint that holds it" : "It holds " + all);
  return prefixes.front();
}

}  // namespace

StateDict state_of(const Network& network) {
  StateDict state;
  for (const auto& parameter : network->named_parameters())
    state.tensors.emplace_back(parameter.key(),
                               parameter.value().detach().to(torch::kCPU).contiguous().clone());
  const auto& encoder = network->options().encoder;
  state.metadata = {{"format", "pt"},
                    {"heads", std::to_string(encoder.heads)},
                    {"aux_index", std::to_string(encoder.aux_index)}};
  return state;
}

void load_network(Network& network, const StateDict& state, std::string_view prefix) {
  const auto chosen = network_prefix(state, prefix);
  const auto others = prefixes_of(state, anchor);
  TensorMatch matched;
  std::set<std::string> wanted;
  for (const auto& parameter : network->named_parameters()) {
    wanted.insert(chosen + parameter.key());
    match(matched, parameter.key(), parameter.value(), state.find(chosen + parameter.key()));
  }
  for (const auto& [name, tensor] : state.tensors) {
    const bool of_another = std::ranges::any_of(others, [&, &name = name](const auto& other) {
      return other.size() > chosen.size() && name.starts_with(other);
    });
    if (name.starts_with(chosen) && !of_another && !wanted.contains(name))
      matched.left_over.push_back(name);
  }
  const auto summary = matched.summary();
  if (!summary.empty())
    throw Error("does not hold this network: " + summary, state.where,
                !matched.missing.empty() || !matched.left_over.empty()
                    ? "Use a checkpoint of this network"
                : !matched.differing.empty()
                    ? "Use the options (classes, encoder, image size) that it was trained with"
                    : "Download or copy the file again, or use an earlier checkpoint");
  fill(matched);
}

NetworkOptions options_of(const StateDict& state, std::string_view prefix) {
  const auto chosen = network_prefix(state, prefix);
  const auto size = [&](const std::string& name, std::int64_t dimensions, std::int64_t dimension) {
    const auto* tensor = state.find(chosen + name);
    if (!tensor || tensor->dim() != dimensions || tensor->size(dimension) < 1 ||
        tensor->size(dimension) > (1 << 20))
      throw Error(
          "does not hold a network: " + name + (tensor ? " has an odd size" : " is missing"),
          state.where, "Use a checkpoint of this network");
    return static_cast<int>(tensor->size(dimension));
  };
  StateDict encoder;
  encoder.where = state.where;
  encoder.metadata = state.metadata;
  for (const auto& [name, tensor] : state.tensors)
    if (const auto start = chosen + "encoder."; name.starts_with(start))
      encoder.tensors.emplace_back(name.substr(start.size()), tensor);
  return {.encoder = encoder_options_of(encoder),
          .classes = size("top_classifier.weight", 4, 0),
          .decoder_width = size("decoder.conv6.weight", 4, 0),
          .projector = {.hidden = size("projector.mlp.0.weight", 2, 0),
                        .bottleneck = size("projector.mlp.4.weight", 2, 0),
                        .outputs = size("projector.last_layer.weight_v", 2, 0)}};
}

}  // namespace penumbra::model
