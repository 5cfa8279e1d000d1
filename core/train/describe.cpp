#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "train/options.h"

namespace penumbra::train {
namespace {

using nlohmann::json;

constexpr double exact_integers = 9007199254740992.0;  // 2^53, what JSON readers keep exactly

std::string number(double value) {
  std::ostringstream text;
  text.precision(16);
  text << value;
  return text.str();
}

std::string range(const OptionInfo& info) {
  return "Use a value from " + number(info.minimum) + " to " + number(info.maximum) +
         (info.unit.empty() ? "" : " (" + info.unit + ")");
}

template <typename T>
T checked_number(const OptionInfo& info, const json& value) {
  const bool fits = std::is_integral_v<T> ? value.is_number_integer() : value.is_number();
  if (!fits)
    throw UsageError(
        json_text(value) + (std::is_integral_v<T> ? " is not a whole number" : " is not a number"),
        info.name, range(info));
  const double number = value.get<double>();
  if (!(number >= info.minimum && number <= info.maximum))
    throw UsageError(json_text(value) + " is out of range", info.name, range(info));
  return value.get<T>();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Fills in how the field is read and written.
template <typename T>
OptionInfo bound(OptionInfo info, T TrainOptions::*field) {
  info.get = [field](const TrainOptions& options) { return json(options.*field); };
  info.set = [field, info](TrainOptions& options, const json& value) {
    if constexpr (std::is_same_v<T, bool>) {
      if (!value.is_boolean())
        throw UsageError(json_text(value) + " is neither true nor false", info.name,
                         "Use true or false");
      options.*field = value.get<bool>();
    } else if constexpr (std::is_arithmetic_v<T>) {
      options.*field = checked_number<T>(info, value);
    } else {
      if (!value.is_string())
        throw UsageError(json_text(value) + " is not text", info.name, "Use text");
      const auto text = value.get<std::string>();
      if (info.kind == OptionKind::Choice &&
          std::ranges::find(info.choices, text) == info.choices.end())
        throw UsageError("'" + text + "' is not a choice", info.name,
                         "Use one of " + joined(info.choices));
      options.*field = text;
    }
  };
  return info;
}

/// The options of one group, in order.
class Group {
 public:
  Group(std::vector<OptionInfo>& all, std::string name) : all_(all), name_(std::move(name)) {}

  template <typename T>
  Group& number(std::string name, T TrainOptions::*field, std::string unit, double minimum,
                double maximum, std::string help) {
    const auto kind = std::is_integral_v<T> ? OptionKind::Integer : OptionKind::Real;
    all_.push_back(bound({std::move(name),
                          name_,
                          std::move(unit),
                          std::move(help),
                          kind,
                          minimum,
                          maximum,
                          {},
                          {},
                          {}},
                         field));
    return *this;
  }
  Group& fraction(std::string name, double TrainOptions::*field, std::string help) {
    return number(std::move(name), field, phrase("fraction of the run"), 0, 1, std::move(help));
  }
  Group& weight(std::string name, double TrainOptions::*field, std::string help) {
    return number(std::move(name), field, "", 0, 1000, std::move(help));
  }
  Group& flag(std::string name, bool TrainOptions::*field, std::string help) {
    all_.push_back(
        bound({std::move(name), name_, "", std::move(help), OptionKind::Boolean, 0, 0, {}, {}, {}},
              field));
    return *this;
  }
  Group& text(std::string name, std::string TrainOptions::*field, std::string help) {
    all_.push_back(bound(
        {std::move(name), name_, "", std::move(help), OptionKind::Text, 0, 0, {}, {}, {}}, field));
    return *this;
  }
  Group& choice(std::string name, std::string TrainOptions::*field,
                std::vector<std::string> choices, std::string help) {
    all_.push_back(bound({std::move(name),
                          name_,
                          "",
                          std::move(help),
                          OptionKind::Choice,
                          0,
                          0,
                          std::move(choices),
                          {},
                          {}},
                         field));
    return *this;
  }

 private:
  std::vector<OptionInfo>& all_;
  std::string name_;
};

std::vector<OptionInfo> description() {
  using O = TrainOptions;
  std::vector<OptionInfo> all;
  Group(all, phrase("Run"))
      .number(phrase("steps"), &O::steps, phrase("steps"), 1, 1e8, phrase("Length of the run"))
      .number(phrase("batch"), &O::batch, phrase("images"), 1, 4096, phrase("Images a step"))
      .number(phrase("seed"), &O::seed, "", 0, exact_integers,
              phrase("Seed of everything that is drawn"))
      .number(phrase("checkpoint_every"), &O::checkpoint_every, phrase("steps"), 1, 1e8,
              phrase("How often a checkpoint is written"))
      .number(phrase("validate_every"), &O::validate_every, phrase("steps"), 0, 1e8,
              phrase("How often the validation split is measured; 0: never"))
      .number(
          phrase("preview_every"), &O::preview_every, phrase("steps"), 0, 1e8,
          phrase("How often CAM, uncertain region and pseudo-label of the preview images are kept; "
                 "0: never"));
  Group(all, phrase("Network"))
      .choice(phrase("encoder"), &O::encoder, {"tiny", "small", "base", "demo"},
              phrase("Size of the vision transformer"))
      .number(phrase("image_size"), &O::image_size, phrase("px"), 32, 4096,
              phrase("Side of the square images that are trained on; a multiple of 16"))
      .number(phrase("decoder_width"), &O::decoder_width, phrase("channels"), 1, 8192,
              phrase("Hidden width of the segmentation decoder"))
      .number(phrase("projector_hidden"), &O::projector_hidden, phrase("channels"), 1, 16384,
              phrase("Hidden width of the projector"))
      .number(phrase("projector_bottleneck"), &O::projector_bottleneck, phrase("channels"), 1, 8192,
              phrase("Width before the projector's last layer"))
      .number(phrase("projector_outputs"), &O::projector_outputs, phrase("channels"), 2, 262144,
              phrase("Outputs of the projector"))
      .number(phrase("drop_path"), &O::drop_path, phrase("probability"), 0, 0.99,
              phrase("Stochastic depth of the last block, rising from 0"));
  Group(all, phrase("Start"))
      .choice(phrase("classifier_init"), &O::classifier_init, {"random", "ridge"},
              phrase("Classifiers before the first step: random, or ridge regression on the frozen "
                     "encoder"))
      .choice(phrase("segmentation_target"), &O::segmentation_target, {"refined", "instant"},
              phrase("What the segmentation learns: CAMs refined in each step, or instant labels "
                     "made once"))
      .number(
          phrase("rounds"), &O::rounds, phrase("rounds"), 1, 10,
          phrase(
              "Times that instant labels are made during the run, each from the encoder of then"));
  Group(all, phrase("Optimisation"))
      .number(phrase("learning_rate"), &O::learning_rate, "", 1e-9, 1,
              phrase("Highest rate of the encoder"))
      .number(phrase("weight_decay"), &O::weight_decay, "", 0, 10,
              phrase("Decay of weight matrices"))
      .number(phrase("head_rate_factor"), &O::head_rate_factor, "", 0, 1000,
              phrase("Rate of decoder, projector and classifiers over the encoder's"))
      .fraction(phrase("warm_up"), &O::warm_up, phrase("Time over which the rate rises"))
      .number(phrase("warm_up_start"), &O::warm_up_start, "", 0, 1,
              phrase("Factor of the rate at the first step"))
      .number(phrase("teacher_momentum"), &O::teacher_momentum, "", 0, 1,
              phrase("How much of itself the teacher keeps at the first step; rises to 1"));
  Group(all, phrase("Views"))
      .flag(phrase("masked_view"), &O::masked_view,
            phrase("A second view with hidden blocks, and the teacher that sees them"))
      .number(phrase("local_views"), &O::local_views, phrase("views"), 0, 16,
              phrase("Small views of parts of the image"))
      .number(phrase("local_size"), &O::local_size, phrase("px"), 16, 1024,
              phrase("Side of a local view"));
  Group(all, phrase("Labels"))
      .number(phrase("high_threshold"), &O::high_threshold, "", 0, 1,
              phrase("CAM above which a pixel is a class"))
      .number(phrase("low_threshold"), &O::low_threshold, "", 0, 1,
              phrase("CAM below which a pixel is background"))
      .number(phrase("cam_threshold"), &O::cam_threshold, "", 0, 1,
              phrase("CAM that separates class and background when labels are made"))
      .text(phrase("label_size"), &O::label_size,
            phrase(
                "Size that is segmented when labels are made: native, training or a number of px"));
  Group(all, phrase("Masking"))
      .number(phrase("mask_block"), &O::mask_block, phrase("px"), 16, 4096,
              phrase("Side of a block that is hidden whole"))
      .number(phrase("mask_ratio"), &O::mask_ratio, phrase("fraction of the blocks"), 0, 1,
              phrase("Blocks hidden"))
      .number(phrase("uncertain_low"), &O::uncertain_low, "", 0, 1,
              phrase("Lower bound of an uncertain CAM"))
      .number(phrase("uncertain_high"), &O::uncertain_high, "", 0, 1,
              phrase("Upper bound of an uncertain CAM"))
      .fraction(phrase("uncertain_from"), &O::uncertain_from,
                phrase("When uncertain blocks are hidden first; random ones before"));
  Group(all, phrase("Losses"))
      .weight(phrase("classification_weight"), &O::classification_weight,
              phrase("Weight of the classification"))
      .weight(phrase("fsr_class_weight"), &O::fsr_class_weight,
              phrase("Weight of the class token's self-reinforcement"))
      .weight(phrase("fsr_patch_weight"), &O::fsr_patch_weight,
              phrase("Weight of the hidden patches' self-reinforcement"))
      .weight(phrase("affinity_weight"), &O::affinity_weight,
              phrase("Weight of the patch affinity"))
      .fraction(phrase("affinity_from"), &O::affinity_from,
                phrase("When the patch affinity starts to count"))
      .weight(phrase("segmentation_weight"), &O::segmentation_weight,
              phrase("Weight of the segmentation"))
      .fraction(phrase("segmentation_from"), &O::segmentation_from,
                phrase("When the segmentation starts to count"))
      .weight(phrase("energy_weight"), &O::energy_weight, phrase("Weight of the dense energy"))
      .fraction(phrase("energy_from"), &O::energy_from,
                phrase("When the dense energy starts to count"))
      .number(phrase("teacher_temperature_start"), &O::teacher_temperature_start, "", 1e-3, 10,
              phrase("Softmax temperature of the teacher at the first step"))
      .number(phrase("teacher_temperature"), &O::teacher_temperature, "", 1e-3, 10,
              phrase("Softmax temperature of the teacher after its warm-up"))
      .fraction(phrase("teacher_temperature_warm_up"), &O::teacher_temperature_warm_up,
                phrase("Time over which the teacher's temperature rises"))
      .number(phrase("student_temperature"), &O::student_temperature, "", 1e-3, 10,
              phrase("Softmax temperature of the student"))
      .number(phrase("centre_momentum"), &O::centre_momentum, "", 0, 1,
              phrase("How much of the teacher's centres is kept a step"));
  Group(all, phrase("Evidence"))
      .weight(phrase("evidence_weight"), &O::evidence_weight,
              phrase("Weight of the segmentation at pixels of which a person said the class"))
      .weight(phrase("evidence_margin_weight"), &O::evidence_margin_weight,
              phrase("Weight of the classifiers at patches of which a person said the class; with "
                     "both weights 0 evidence plays no part"))
      .number(phrase("evidence_repeat"), &O::evidence_repeat, phrase("times"), 1, 100,
              phrase("How often an image with evidence is drawn for one without"));
  return all;
}

}  // namespace

std::span<const OptionInfo> describe() {
  static const std::vector<OptionInfo> all = description();
  return all;
}

}  // namespace penumbra::train
