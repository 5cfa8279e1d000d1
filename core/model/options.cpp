#include "model/options.h"

#include <array>

#include "base/error.h"

namespace penumbra::model {
namespace {

struct Preset {
  std::string_view name;
  EncoderOptions options;
};

const std::array<Preset, 4>& presets() {
  static const std::array<Preset, 4> all{{
      {"tiny", {.width = 192, .depth = 12, .heads = 3}},
      {"small", {.width = 384, .depth = 12, .heads = 6}},
      {"base", {.width = 768, .depth = 12, .heads = 12}},
      {"demo", {.image_size = 128, .patch = 8, .width = 128, .depth = 6, .heads = 2}},
  }};
  return all;
}

}  // namespace

EncoderOptions encoder_preset(std::string_view name) {
  std::string known;
  for (const auto& preset : presets()) {
    if (preset.name == name) return preset.options;
    known += (known.empty() ? "" : ", ") + std::string(preset.name);
  }
  throw UsageError("is not a known encoder", std::string(name), "Choose one of " + known);
}

std::vector<std::string> encoder_preset_names() {
  std::vector<std::string> names;
  for (const auto& preset : presets()) names.emplace_back(preset.name);
  return names;
}

}  // namespace penumbra::model
