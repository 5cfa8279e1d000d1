#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra::train {

/// Everything that decides what a run computes. Lengths of phases are fractions of the run.
/// Defaults are the paper's for VOC (AAAI 2024). One description of each field (`describe()`)
/// serves JSON, command line and window.
struct TrainOptions {
  std::string preset = "voc";

  // Network
  std::string encoder = "base";  ///< tiny, small, base, demo
  int image_size = 448;          ///< px, training size
  int decoder_width = 512;
  int projector_hidden = 2048;
  int projector_bottleneck = 256;
  int projector_outputs = 4096;
  double drop_path = 0.1;

  // Run
  std::int64_t steps = 20000;
  int batch = 8;
  std::uint64_t seed = 0;
  std::int64_t checkpoint_every = 500;
  std::int64_t validate_every = 2000;  ///< 0: never
  std::int64_t preview_every = 500;    ///< 0: never

  // Optimisation (section 7)
  double learning_rate = 6e-5;
  double weight_decay = 0.05;
  double head_rate_factor = 10;
  double warm_up = 0.075;            ///< fraction of the run
  double warm_up_start = 0.1;        ///< factor of the rate at step 0
  double teacher_momentum = 0.9995;  ///< at step 0, to 1 by a cosine

  // Views (section 2)
  bool masked_view = true;  ///< second global view with hidden blocks, and the teacher
  int local_views = 0;
  int local_size = 96;

  // CAMs and labels (sections 3 and 4)
  double high_threshold = 0.7;
  double low_threshold = 0.25;
  double cam_threshold = 0.5;                   ///< single threshold of evaluation
  std::string classifier_init = "random";       ///< random, ridge
  std::string segmentation_target = "refined";  ///< refined, instant
  int rounds = 1;  ///< equal parts of the run, each on instant labels made at its start
  std::string label_size = "native";  ///< native, training or a number of px

  // Uncertain masking (section 5)
  int mask_block = 64;
  double mask_ratio = 0.4;
  double uncertain_low = 0.2;
  double uncertain_high = 0.7;
  double uncertain_from = 0.2;  ///< fraction of the run with random masks before

  // Losses (section 6): weight, and the fraction of the run from which it counts
  double classification_weight = 1;
  double fsr_class_weight = 0.1;
  double fsr_patch_weight = 0.1;
  double affinity_weight = 0.2;
  double affinity_from = 0;
  double segmentation_weight = 0.1;
  double segmentation_from = 0.1;
  double energy_weight = 0.05;
  double energy_from = 0.1;
  double evidence_weight = 0.02;
  double evidence_margin_weight = 0.01;
  int evidence_repeat = 1;  ///< how often an image with evidence is drawn for one without
  double teacher_temperature_start = 0.04;
  double teacher_temperature = 0.07;
  double teacher_temperature_warm_up = 0.125;
  double student_temperature = 0.1;
  double centre_momentum = 0.9;

  bool operator==(const TrainOptions&) const = default;

  /// Whether what people said of pixels plays a part at all; with both weights 0 it does not.
  bool uses_evidence() const { return evidence_weight != 0 || evidence_margin_weight != 0; }

  /// Checks each range and what options ask of each other. Throws UsageError naming the option, the
  /// reason and what to change.
  void validate() const;
};

enum class OptionKind { Integer, Real, Boolean, Text, Choice };

/// One option as a form, a command line and a file show it.
struct OptionInfo {
  std::string name;
  std::string group;  ///< e.g. "Losses"
  std::string unit;   ///< e.g. "px", "steps", "fraction of the run"; may be empty
  std::string help;   ///< one line
  OptionKind kind;
  double minimum = 0;  ///< numbers only
  double maximum = 0;
  std::vector<std::string> choices;  ///< Choice only
  std::function<nlohmann::json(const TrainOptions&)> get;
  std::function<void(TrainOptions&, const nlohmann::json&)> set;  ///< throws UsageError
};

/// All options but `preset`, in the order of a form.
std::span<const OptionInfo> describe();

/// Sets `name` from text, as of `--set name=value`. Throws UsageError for an unknown name (with the
/// nearest known one) or a value that is not of its kind or range.
void set_option(TrainOptions& options, std::string_view name, std::string_view value);

/// voc, coco, voc-mini, quick, demo. Throws UsageError for another.
TrainOptions preset(std::string_view name);
std::vector<std::string> preset_names();

nlohmann::json to_json(const TrainOptions& options);
/// The inverse of to_json. Missing fields have the values of the preset that it names (or of voc).
/// Throws UsageError for unknown ones or wrong types.
TrainOptions options_from_json(const nlohmann::json& json);

}  // namespace penumbra::train
