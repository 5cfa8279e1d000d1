#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "base/error.h"
#include "model/tensor_match.h"
#include "model/weights.h"

namespace penumbra::model {
namespace {

constexpr std::string_view anchor = "patch_embed.proj.weight";
/// Of published encoders: DeiT's, and DINO's and the demo's small ones.
constexpr std::array<std::int64_t, 2> patch_sizes = {16, 8};
constexpr const char* use_vit =
    "Use weights of a patch-16 or patch-8 vision transformer under timm's, DeiT's or DINO's names";

/// DINO is evaluated with its teacher; a checkpoint of this project is read as its student.
std::string encoder_prefix(const StateDict& state) {
  return prefer(prefixes_of(state, anchor),
                {"student.encoder.", "student.module.encoder.", "", "teacher.", "student."});
}

/// The prefix of the whole model that the encoder is a part of.
std::string model_prefix(std::string encoder) {
  for (const std::string_view part : {"encoder.", "backbone."})
    if (encoder.ends_with(part)) encoder.resize(encoder.size() - part.size());
  return encoder;
}

/// pos_embed as rows before the patches (none, class, or class and distillation) and a square grid.
struct PositionGrid {
  std::int64_t before = 0;
  std::int64_t side = 0;
};

std::optional<PositionGrid> position_grid(const torch::Tensor& position) {
  if (position.dim() != 3 || position.size(0) != 1) return std::nullopt;
  for (const std::int64_t before : {1, 2, 0}) {
    const auto patches = position.size(1) - before;
    const auto side =
        std::llround(std::sqrt(static_cast<double>(std::max<std::int64_t>(patches, 0))));
    if (side > 0 && side < 1024 && side * side == patches) return PositionGrid{before, side};
  }
  return std::nullopt;
}

/// The file's pos_embed on the parameter's grid; undefined where they can't be brought together.
torch::Tensor resized_position(const torch::Tensor& position, const torch::Tensor& parameter) {
  const auto from = position_grid(position);
  const auto to = position_grid(parameter);
  if (!from || !to || position.size(2) != parameter.size(2) || !position.is_floating_point())
    return {};
  auto patches = position.narrow(1, from->before, from->side * from->side).to(torch::kFloat32);
  if (from->side != to->side) {
    const auto grid = patches.transpose(1, 2).reshape({1, -1, from->side, from->side});
    patches = torch::upsample_bicubic2d(grid, {to->side, to->side}, /*align_corners=*/false)
                  .flatten(2)
                  .transpose(1, 2);
  }
  const auto before = from->before > 0 ? position.narrow(1, 0, 1).to(torch::kFloat32)
                                       : parameter.detach().narrow(1, 0, 1).to(torch::kCPU);
  return torch::cat({before, patches}, 1);
}

bool may_stay_initialised(const std::string& name) {
  return name.starts_with("cls_blocks.") || name == "mask_token";
}

int number(const StateDict& state, const std::string& key, int otherwise) {
  const auto found = state.metadata.find(key);
  if (found == state.metadata.end()) return otherwise;
  int value = 0;
  const auto& text = found->second;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size())
    throw Error("says in its metadata that " + key + " is " + text, state.where,
                "Write the file again");
  return value;
}

}  // namespace

EncoderOptions encoder_options_of(const StateDict& state) {
  const auto prefix = encoder_prefix(state);
  const auto fail = [&](const std::string& reason) {
    throw Error("does not hold a vision transformer that can be used: " + reason, state.where,
                use_vit);
  };
  const auto get = [&](const std::string& name) -> const torch::Tensor& {
    const auto* tensor = state.find(prefix + name);
    if (!tensor) fail(name + " is missing");
    return *tensor;
  };
  const auto count = [&](const std::string& part) {
    int blocks = 0;
    while (state.find(prefix + part + "." + std::to_string(blocks) + ".norm1.weight")) ++blocks;
    return blocks;
  };

  EncoderOptions options;
  const auto& projection = get(std::string(anchor));
  if (projection.dim() != 4 || projection.size(0) < 1 || projection.size(0) > (1 << 16))
    fail(std::string(anchor) + " has an odd size");
  if (projection.size(1) != 3 || projection.size(2) != projection.size(3) ||
      std::ranges::find(patch_sizes, projection.size(2)) == patch_sizes.end())
    fail("its patches are " + std::to_string(projection.size(2)) + " x " +
         std::to_string(projection.size(3)) + " pixels of " + std::to_string(projection.size(1)) +
         " channels, not 16 x 16 or 8 x 8 of 3");
  options.patch = static_cast<int>(projection.size(2));
  options.width = static_cast<int>(projection.size(0));
  const auto grid = position_grid(get("pos_embed"));
  if (!grid) fail("pos_embed has no square grid");
  options.image_size = static_cast<int>(grid->side) * options.patch;
  options.depth = count("blocks");
  if (options.depth < 1) fail("it has no blocks");
  const auto& hidden = get("blocks.0.mlp.fc1.weight");
  if (hidden.dim() != 2 || hidden.size(0) < options.width || hidden.size(0) % options.width != 0 ||
      hidden.size(0) / options.width > 64)
    fail("blocks.0.mlp.fc1.weight has an odd size");
  options.mlp_ratio = static_cast<int>(hidden.size(0) / options.width);
  if (const int depth = count("cls_blocks")) options.cls_depth = depth;
  options.heads = number(state, "heads", std::max(1, options.width / 64));
  options.aux_index = number(state, "aux_index", options.aux_index);
  if (options.heads < 1 || options.width % options.heads != 0)
    fail("its width of " + std::to_string(options.width) + " does not divide into " +
         std::to_string(options.heads) + " heads");
  if (options.aux_index >= 0 || options.aux_index < -options.depth)
    options.aux_index = std::max(-options.depth, EncoderOptions{}.aux_index);
  return options;
}

std::vector<std::string> load_pretrained_encoder(Network& network, const StateDict& state) {
  const auto prefix = encoder_prefix(state);
  const auto parameters = network->encoder->named_parameters();

  TensorMatch matched;
  TensorMatch optional;
  std::set<std::string> used;
  for (const auto& parameter : parameters) {
    const auto& name = parameter.key();
    const auto* tensor = state.find(prefix + name);
    if (may_stay_initialised(name)) {
      match(optional, name, parameter.value(), tensor);
      continue;
    }
    used.insert(prefix + name);
    torch::Tensor resized;
    if (name == "pos_embed" && tensor) resized = resized_position(*tensor, parameter.value());
    match(matched, name, parameter.value(), resized.defined() ? &resized : tensor);
  }
  // The class-attention stage comes whole or not at all.
  const bool has_class_stage =
      optional.missing.empty() && optional.differing.empty() && optional.not_finite.empty();
  if (has_class_stage)
    for (const auto& parameter : parameters) used.insert(prefix + parameter.key());

  const auto model = model_prefix(prefix);
  std::vector<std::string> left_over;
  for (const auto& [name, tensor] : state.tensors) {
    if (!name.starts_with(model) || used.contains(name)) continue;
    const auto inner = name.starts_with(prefix) ? name.substr(prefix.size()) : std::string();
    if (inner == "head.weight" || inner == "head.bias") continue;
    left_over.push_back(name);
    // A part of the transformer itself that is not known here would make another function of it.
    for (const std::string_view part : {"blocks.", "patch_embed.", "norm."})
      if (inner.starts_with(part)) matched.left_over.push_back(name);
  }
  if (prefixes_of(state, anchor).empty()) matched.left_over = left_over;
  const auto summary = matched.summary();
  if (!summary.empty()) throw Error("does not hold this encoder: " + summary, state.where, use_vit);
  fill(matched);
  if (has_class_stage) fill(optional);
  return left_over;
}

}  // namespace penumbra::model
