#include "train/options.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/error.h"
#include "base/json.h"
#include "base/nearest_name.h"

namespace penumbra::train {
namespace {

using nlohmann::json;

constexpr int patch = 16;

const OptionInfo& find(std::string_view name) {
  const auto options = describe();
  const auto found = std::ranges::find(options, name, &OptionInfo::name);
  if (found != options.end()) return *found;
  std::vector<std::string> names;
  for (const auto& info : options) names.push_back(info.name);
  throw UsageError("is not an option", std::string(name),
                   "Did you mean '" + nearest_name(name, names) + "'?");
}

template <typename T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(text.data(), end, value);
  if (code != std::errc() || stop != end) return std::nullopt;
  return value;
}

/// The JSON value that `text` means for an option, or the text itself, which its `set` refuses.
json value_of(const OptionInfo& info, std::string_view text) {
  switch (info.kind) {
    case OptionKind::Integer:
      if (const auto value = parsed<std::int64_t>(text)) return *value;
      break;
    case OptionKind::Real:
      if (const auto value = parsed<double>(text)) return *value;
      break;
    case OptionKind::Boolean:
      for (const char* word : {"true", "on", "yes", "1"})
        if (text == word) return true;
      for (const char* word : {"false", "off", "no", "0"})
        if (text == word) return false;
      break;
    case OptionKind::Text:
    case OptionKind::Choice:
      break;
  }
  return std::string(text);
}

void require(bool holds, const char* option, std::string reason, std::string remedy) {
  if (!holds) throw UsageError(std::move(reason), option, std::move(remedy));
}

std::string near_multiple(int value) {
  const int below = std::max(patch, value / patch * patch);
  return std::to_string(below) + " or " + std::to_string(below + patch);
}

void require_multiple_of_patch(const char* option, int value) {
  require(value % patch == 0, option,
          std::to_string(value) + " px is not a multiple of the encoder's patch of 16 px",
          "Use " + near_multiple(value));
}

void require_mask_fits(const TrainOptions& options) {
  require_multiple_of_patch("mask_block", options.mask_block);
  if (options.image_size % options.mask_block == 0) return;
  std::string blocks;
  for (int block = patch; block <= options.image_size; block += patch)
    if (options.image_size % block == 0)
      blocks += (blocks.empty() ? "" : ", ") + std::to_string(block);
  throw UsageError(std::to_string(options.mask_block) + " px does not divide the image size of " +
                       std::to_string(options.image_size) + " px",
                   "mask_block", "Use one of " + blocks);
}

}  // namespace

void TrainOptions::validate() const {
  TrainOptions copy = *this;
  for (const auto& info : describe()) info.set(copy, info.get(*this));

  require_multiple_of_patch("image_size", image_size);
  require(low_threshold < high_threshold, "low_threshold", "is not below high_threshold",
          "Lower it, or raise high_threshold");
  if (label_size != "native" && label_size != "training") {
    const auto size = parsed<int>(label_size);
    require(size && *size >= 32 && *size <= 8192, "label_size",
            "'" + label_size + "' is not a size", "Use native, training or 32 to 8192 px");
  }
  require(segmentation_target == "refined" || classifier_init == "ridge", "classifier_init",
          "instant labels start from the CAMs of classifiers in closed form",
          "Set classifier_init=ridge, or segmentation_target=refined");
  require(rounds == 1 || segmentation_target == "instant", "rounds",
          "more than one round needs instant labels",
          "Set segmentation_target=instant, or rounds=1");
  if (masked_view) {
    require_mask_fits(*this);
    require(uncertain_low < uncertain_high, "uncertain_low", "is not below uncertain_high",
            "Lower it, or raise uncertain_high");
    if (local_views > 0) require_multiple_of_patch("local_size", local_size);
  } else {
    require(fsr_class_weight == 0 && fsr_patch_weight == 0,
            fsr_class_weight != 0 ? "fsr_class_weight" : "fsr_patch_weight",
            "self-reinforcement needs the masked view",
            "Set fsr_class_weight=0 and fsr_patch_weight=0, or masked_view=true");
    require(local_views == 0, "local_views", "local views need the teacher of the masked view",
            "Set local_views=0, or masked_view=true");
  }
  require(classification_weight + fsr_class_weight + fsr_patch_weight + affinity_weight +
                  segmentation_weight + energy_weight >
              0,
          "classification_weight", "all losses have weight 0", "Give one of them a weight");
}

void set_option(TrainOptions& options, std::string_view name, std::string_view value) {
  if (name == "preset")
    throw UsageError("is not set like other options", "preset", "Choose it with --preset");
  const auto& info = find(name);
  info.set(options, value_of(info, value));
}

json to_json(const TrainOptions& options) {
  json object = {{"preset", options.preset}};
  for (const auto& info : describe()) object[info.name] = info.get(options);
  return object;
}

TrainOptions options_from_json(const json& object) {
  if (!object.is_object())
    throw UsageError("is not a JSON object", "options", "Use a file that holds names and values");
  TrainOptions options;
  if (const auto named = object.find("preset"); named != object.end()) {
    if (!named->is_string()) throw UsageError("is not text", "preset", "Use the name of a preset");
    options = preset(named->get<std::string>());
  }
  for (const auto& [name, value] : object.items())
    if (name != "preset") find(name).set(options, value);
  return options;
}

}  // namespace penumbra::train
