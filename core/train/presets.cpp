#include <algorithm>

#include "base/error.h"
#include "train/options.h"

namespace penumbra::train {
namespace {

/// The paper's settings for MS COCO 2014 (AAAI 2024).
TrainOptions coco() {
  TrainOptions options;
  options.steps = 80000;
  options.checkpoint_every = 2000;
  options.validate_every = 8000;
  options.preview_every = 2000;
  options.warm_up = 1500.0 / 80000;
  options.high_threshold = 0.65;
  options.cam_threshold = 0.45;
  options.affinity_from = 0.15;
  return options;
}

/// The paper's method on DeiT-Tiny at 224 px, for a few hundred images and no GPU.
TrainOptions voc_mini() {
  TrainOptions options;
  options.encoder = "tiny";
  options.image_size = 224;
  options.steps = 400;
  options.batch = 4;
  options.checkpoint_every = 100;
  options.validate_every = 200;
  options.preview_every = 20;
  options.learning_rate = 1e-4;
  options.mask_block = 32;
  options.classifier_init = "ridge";
  options.label_size = "training";
  return options;
}

/// One view, trained on instant labels (docs/method.md, section 13).
TrainOptions quick() {
  TrainOptions options = voc_mini();
  options.segmentation_target = "instant";
  options.masked_view = false;
  options.fsr_class_weight = 0;
  options.fsr_patch_weight = 0;
  options.segmentation_weight = 0.5;
  options.segmentation_from = 0;
  options.energy_weight = 0;
  return options;
}

/// `quick` on the small encoder, for the generated scenes.
TrainOptions demo() {
  TrainOptions options = quick();
  options.encoder = "demo";
  options.image_size = 160;
  options.steps = 300;
  options.learning_rate = 4e-4;
  options.batch = 8;
  options.decoder_width = 128;
  // CAMs of the scenes fall off steeply: the paper's thresholds leave half of each thing undecided.
  options.high_threshold = 0.4;
  options.low_threshold = 0.3;
  return options;
}

struct Preset {
  std::string_view name;
  TrainOptions (*make)();
};

constexpr Preset presets[] = {
    {"voc", [] { return TrainOptions{}; }},
    {"coco", coco},
    {"voc-mini", voc_mini},
    {"quick", quick},
    {"demo", demo},
};

}  // namespace

TrainOptions preset(std::string_view name) {
  const auto found = std::ranges::find(presets, name, &Preset::name);
  if (found == std::end(presets)) {
    std::string known;
    for (const auto& each : presets) known += (known.empty() ? "" : ", ") + std::string(each.name);
    throw UsageError("'" + std::string(name) + "' is not a preset", "preset",
                     "Use one of " + known);
  }
  TrainOptions options = found->make();
  options.preset = name;
  return options;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const auto& each : presets) names.emplace_back(each.name);
  return names;
}

}  // namespace penumbra::train
